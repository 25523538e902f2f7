"""Themes in European languages, and in Turkish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from charstudio.demo.content.themes.plan import ThemePlan, edit

EUROPE: Final[Mapping[str, ThemePlan]] = {
    "es_faces": ThemePlan(
        "Expresiones",
        (
            edit("Que sonría apenas, como quien guarda un secreto.", "smile"),
            edit("Una carcajada de verdad, sin cambiar la ropa.", "laugh"),
            edit("Triste, mirando hacia la izquierda.", "sad", "looking left"),
            edit("Enfado de campeonato: brazos cruzados, ceño fruncido.", "angry", "arms crossed", "plain"),
            edit("Sorpresa total, primer plano.", "surprised", "close-up"),
            edit("Un guiño rápido a la cámara.", "wink", "front", "plain"),
            edit("Ojos cerrados, la cabeza ladeada.", "eyes shut", "head tilt"),
            edit("Pensando, con la mano en la barbilla.", "thoughtful", "hand on chin"),
        ),
        "Para los diálogos del juego.",
    ),
    "es_rain": ThemePlan(
        "Noche de lluvia",
        (
            edit("Chubasquero con capucha bajo la lluvia de neón.", "rain jacket", "hat", "neon rain"),
            edit("La misma lluvia, pero ahora se ríe.", "rain jacket", "neon rain", "laugh"),
            edit("De noche en la ciudad, sudadera, mirando a la derecha.", "hoodie", "city at night", "looking right"),
            edit("Chubasquero, primer plano, ojos cerrados.", "rain jacket", "close-up", "eyes shut"),
        ),
    ),
    "es_beach": ThemePlan(
        "Verano en la playa",
        (
            edit("En la playa, saludando con la mano.", "beach", "waving", "smile"),
            edit("Ropa deportiva, la playa detrás, cara de pocos amigos.", "beach", "sports", "angry", "front"),
            edit("Siesta: playa, ojos cerrados.", "beach", "eyes shut", "head tilt"),
            edit("Sorpresa: ¡el agua está helada!", "beach", "surprised", "front"),
            edit("Al anochecer con sudadera, pensando frente al mar.", "beach", "hoodie", "thoughtful", "looking left"),
        ),
    ),
    "pt_beach": ThemePlan(
        "Praia e sol",
        (
            edit("Na praia, sorrindo, de roupa esportiva.", "beach", "sports", "smile", "front"),
            edit("Acenando para os amigos na praia.", "beach", "waving", "laugh"),
            edit("De olhos fechados, ouvindo o mar.", "beach", "eyes shut", "front"),
            edit("Jaqueta de couro na praia? Sim. Braços cruzados.", "beach", "leather jacket", "arms crossed"),
        ),
    ),
    "fr_moods": ThemePlan(
        "Émotions",
        (
            edit("Un sourire discret, sans rien changer d'autre.", "smile"),
            edit("Un fou rire, la tête penchée.", "laugh", "head tilt"),
            edit("De la tristesse, le regard vers la droite.", "sad", "looking right"),
            edit("Très en colère, en gros plan.", "angry", "close-up"),
            edit(
                "Une surprise, bouche ouverte, sous les cerisiers en fleurs.",
                "surprised",
                "cherry blossom garden",
                "front",
            ),
            edit("Un clin d'œil au lecteur.", "wink", "front"),
            edit("Songe éveillé : les yeux fermés parmi les étoiles.", "eyes shut", "space", "front"),
        ),
        "Une planche par chapitre.",
    ),
    "fr_winter": ThemePlan(
        "Tenues d'hiver",
        (
            edit("Un manteau d'hiver et un bonnet, la montagne derrière.", "winter coat", "hat", "mountains", "front"),
            edit("Manteau et écharpe, la ville la nuit, un sourire.", "winter coat", "scarf", "city at night", "smile"),
            edit("Manteau d'hiver dans la forêt, la surprise du premier flocon.", "winter coat", "forest", "surprised"),
            edit(
                "Manteau, bonnet et écharpe en gros plan, les yeux fermés.",
                "winter coat",
                "hat",
                "scarf",
                "close-up",
                "eyes shut",
            ),
            edit("Marché de Noël : manteau, lanternes, un éclat de rire.", "winter coat", "market lanterns", "laugh"),
        ),
    ),
    "de_faces": ThemePlan(
        "Gesichtsausdrücke",
        (
            edit("Ein breites Lächeln, sonst bleibt alles gleich.", "smile"),
            edit("Herzhaft lachen, den Kopf schief gelegt.", "laugh", "head tilt"),
            edit("Traurig, Blick nach links.", "sad", "looking left"),
            edit("Überrascht, Nahaufnahme.", "surprised", "close-up"),
            edit("Ein Zwinkern vor schlichtem Hintergrund.", "wink", "plain"),
            edit("Augen zu, ganz ruhig.", "eyes shut", "front"),
        ),
    ),
    "de_mountains": ThemePlan(
        "Bergwanderung",
        (
            edit("In den Bergen, Regenjacke, Blick nach rechts.", "mountains", "rain jacket", "looking right"),
            edit("Oben angekommen: Berge, winken, lachen.", "mountains", "waving", "laugh"),
            edit(
                "Wintermantel, Mütze und Schal in den Bergen, es zieht.",
                "mountains",
                "winter coat",
                "hat",
                "scarf",
                "angry",
            ),
            edit("Rast im Wald, Augen geschlossen, Kapuzenpullover.", "forest", "hoodie", "eyes shut"),
        ),
        "Vier Stunden, drei Pausen.",
    ),
    "pl_castle": ThemePlan(
        "Na zamku",
        (
            edit("Przed zamkiem, zamyślenie, ręka na brodzie.", "castle", "thoughtful", "hand on chin"),
            edit("W zbroi przed zamkiem, z uśmiechem.", "castle", "armour", "smile"),
            edit("Zamek, zdziwienie: ktoś otworzył bramę.", "castle", "surprised", "front"),
            edit("W szacie, z zamkniętymi oczami, na tle zamku.", "castle", "robe", "eyes shut"),
            edit("W zimowym płaszczu i szaliku, zamek za plecami.", "castle", "winter coat", "scarf", "three-quarter"),
        ),
    ),
    "ru_faces": ThemePlan(
        "Эмоции",
        (
            edit("Лёгкая улыбка, больше ничего не менять.", "smile"),
            edit("Смех до слёз.", "laugh", "front"),
            edit("Грусть, взгляд вправо.", "sad", "looking right"),
            edit("Гнев, руки скрещены.", "angry", "arms crossed"),
            edit("Крупный план, удивление.", "surprised", "close-up"),
            edit("Глаза закрыты, голова наклонена.", "eyes shut", "head tilt"),
            edit("Подмигивание в объектив.", "wink", "front"),
        ),
    ),
    "ru_winter": ThemePlan(
        "Зимний лес",
        (
            edit("Зимнее пальто и шарф, лес за спиной.", "winter coat", "scarf", "forest"),
            edit("Пальто, шапка, лес и радостный смех.", "winter coat", "hat", "forest", "laugh"),
            edit("Зимнее пальто в лесу, взгляд влево.", "winter coat", "forest", "looking left"),
            edit("Шапка и шарф, крупный план, глаза закрыты.", "winter coat", "hat", "scarf", "close-up", "eyes shut"),
            edit("Горы, зимнее пальто, руки скрещены.", "winter coat", "mountains", "arms crossed"),
        ),
        "Снимали до темноты.",
    ),
    "uk_nature": ThemePlan(
        "Мандри",
        (
            edit("У горах, дощовик, усмішка.", "mountains", "rain jacket", "smile"),
            edit("На березі моря, очі заплющені.", "beach", "eyes shut", "front"),
            edit("У лісі, здивування: знайшовся гриб!", "forest", "surprised", "front"),
        ),
    ),
    "tr_city": ThemePlan(
        "Gece şehri",
        (
            edit("Şehir gecesi, deri ceket, sola bakıyor.", "city at night", "leather jacket", "looking left"),
            edit("Fenerli pazarda kahkaha atıyor.", "market lanterns", "laugh", "front"),
            edit("Neon yağmurda kapüşonlu yağmurluk.", "neon rain", "rain jacket", "hat", "front"),
            edit("Konserden sonra: gözler kapalı, şehir ışıkları.", "city at night", "eyes shut", "front"),
            edit("Yakın çekim, düşünceli, gece.", "city at night", "close-up", "thoughtful"),
            edit("Kollarını bağlamış, gülümsüyor, takım elbiseli.", "city at night", "suit", "arms crossed", "smile"),
        ),
    ),
}
