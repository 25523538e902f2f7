"""Themes in English about clothes, and the trades that come with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from charstudio.demo.content.themes.plan import ThemePlan, edit

WARDROBE: Final[Mapping[str, ThemePlan]] = {
    "winter": ThemePlan(
        "Winter outfits",
        (
            edit("Put {them} in a winter coat, snow in the mountains behind.", "winter coat", "mountains"),
            edit(
                "Winter coat, knitted hat and scarf; {their} nose is cold.", "winter coat", "hat", "scarf", "mountains"
            ),
            edit("Winter coat in the forest, laughing at the first snow.", "winter coat", "forest", "laugh"),
            edit(
                "Add a scarf to the winter coat. City at night, looking right.",
                "winter coat",
                "scarf",
                "city at night",
                "looking right",
            ),
            edit("Winter market: coat, hat, lanterns, a wide smile.", "winter coat", "hat", "market lanterns", "smile"),
            edit(
                "Arms crossed in the winter coat, waiting for a bus that is late.",
                "winter coat",
                "arms crossed",
                "city at night",
                "angry",
            ),
            edit("Winter coat before the castle, surprised by a snowball.", "winter coat", "castle", "surprised"),
            edit(
                "Keep the studio background; winter coat with hat and scarf, eyes shut.",
                "winter coat",
                "hat",
                "scarf",
                "plain",
                "eyes shut",
            ),
            edit("Winter coat, close-up, thoughtful.", "winter coat", "close-up", "thoughtful"),
        ),
        "Coats, hats and scarves for the December chapter.",
    ),
    "suits": ThemePlan(
        "Formal wear",
        (
            edit("Put {them} in a well-cut suit, plain background.", "suit", "plain", "front"),
            edit("A suit, arms crossed, the city at night.", "suit", "arms crossed", "city at night"),
            edit("Suit in the library, hand on chin, thoughtful.", "suit", "library", "hand on chin", "thoughtful"),
            edit("A suit and a laugh: the speech went well.", "suit", "laugh", "plain"),
            edit(
                "Suit, three-quarter view, in front of the castle, for the wedding.",
                "suit",
                "three-quarter",
                "castle",
                "smile",
            ),
            edit("Suit, looking left, a little sad. After the party.", "suit", "looking left", "sad", "city at night"),
        ),
    ),
    "gowns": ThemePlan(
        "Ball gowns",
        (
            edit("Put {them} in a ball dress before the castle.", "dress", "castle"),
            edit("A dress for the garden party: cherry blossom, smiling.", "dress", "cherry blossom garden", "smile"),
            edit("Dress, three-quarter view, city lights behind.", "dress", "three-quarter", "city at night"),
            edit("Laughing in a dress under the lanterns.", "dress", "laugh", "market lanterns"),
            edit("The dress again, but in the library, thoughtful.", "dress", "library", "thoughtful"),
            edit(
                "Dress on the beach at dusk, looking right, eyes shut.", "dress", "beach", "looking right", "eyes shut"
            ),
        ),
    ),
    "space": ThemePlan(
        "Space mission",
        (
            edit("Put {them} in a space suit, no helmet, stars behind.", "space suit", "space"),
            edit("Helmet on. Same space suit, same stars.", "space suit", "hat", "space"),
            edit(
                "Space suit in a desert that could be another planet, surprised.", "space suit", "desert", "surprised"
            ),
            edit("Waving goodbye in the space suit.", "space suit", "waving", "space", "smile"),
            edit("Training day: space suit before a plain wall, arms crossed.", "space suit", "plain", "arms crossed"),
            edit(
                "First sight of home: close-up, space suit, {their} eyes wide.",
                "space suit",
                "close-up",
                "space",
                "surprised",
            ),
            edit("Space suit, eyes shut, counting down.", "space suit", "eyes shut", "space"),
        ),
        "Suit rules: no logo, no flag.",
    ),
    "knight": ThemePlan(
        "Knight of the realm",
        (
            edit("Armour and helmet, ready at the castle gate.", "armour", "hat", "castle", "front"),
            edit("In armour, laughing with the squires.", "armour", "castle", "laugh"),
            edit("Lost in the forest in full armour, sad.", "armour", "forest", "sad"),
            edit(
                "Armour in the mountains, arms crossed, waiting for a dragon that is late.",
                "armour",
                "mountains",
                "arms crossed",
            ),
            edit("Out of armour for once: a robe, the library, thoughtful.", "robe", "library", "thoughtful"),
            edit("Waving at the crowd in armour, smiling.", "armour", "waving", "smile", "castle"),
            edit("Close-up, armour, angry. The duel.", "armour", "close-up", "angry"),
            edit("The knight at the sea: armour, beach, surprised by a wave.", "armour", "beach", "surprised"),
            edit(
                "Formal portrait in armour, three-quarter view, plain background.", "armour", "three-quarter", "plain"
            ),
            edit("After the feast: armour, eyes shut, head tilted.", "armour", "eyes shut", "head tilt", "castle"),
            edit("Armour under lanterns, winking at the baker.", "armour", "market lanterns", "wink"),
            edit("A knight in a winter coat and hat is still a knight.", "winter coat", "hat", "mountains"),
        ),
        "For the calendar: no blood, no dragons.",
    ),
    "wizard": ThemePlan(
        "The wizard's year",
        (
            edit("Robe and pointed hat, in the library.", "robe", "hat", "library"),
            edit("Robe in the forest at dawn, eyes shut.", "robe", "forest", "eyes shut"),
            edit("The spell worked! Robe, laughing, stars all around.", "robe", "laugh", "space"),
            edit("Robe and hat in the desert, angry at the map.", "robe", "hat", "desert", "angry"),
            edit("Spring: robe under cherry blossom, smiling.", "robe", "cherry blossom garden", "smile"),
            edit("Winter: a coat over everything, scarf, mountains.", "winter coat", "scarf", "mountains"),
        ),
        "Four seasons and two accidents.",
    ),
    "biker": ThemePlan(
        "Leather and neon",
        (
            edit("Leather jacket in the neon rain, arms crossed.", "leather jacket", "neon rain", "arms crossed"),
            edit("Leather jacket, city at night, looking left.", "leather jacket", "city at night", "looking left"),
            edit("Same jacket, plain background, a wink.", "leather jacket", "plain", "wink"),
            edit("Leather jacket in the desert, laughing into the wind.", "leather jacket", "desert", "laugh"),
            edit("Close-up, collar of the leather jacket in frame, angry.", "leather jacket", "close-up", "angry"),
            edit("Off duty: hoodie, lantern market, smiling.", "hoodie", "market lanterns", "smile"),
        ),
    ),
    "masks": ThemePlan(
        "Masked",
        (
            edit("Add a mask. Nothing else changes.", "mask"),
            edit("Masked, looking left, lit windows of the city behind.", "mask", "looking left", "city at night"),
            edit("Masked, hoodie, arms crossed.", "mask", "hoodie", "arms crossed"),
            edit(
                "Mask and leather jacket in the neon rain, angry eyes.", "mask", "leather jacket", "neon rain", "angry"
            ),
            edit("Masked in the crowd of the lantern market, head tilted.", "mask", "market lanterns", "head tilt"),
        ),
    ),
    "training": ThemePlan(
        "Training day",
        (
            edit("Sports clothes, plain background, ready to go.", "sports", "plain", "neutral"),
            edit("Sports clothes on the beach, laughing after the sprint.", "sports", "beach", "laugh"),
            edit("Exhausted: sports clothes, eyes shut, head tilted.", "sports", "eyes shut", "head tilt"),
            edit("Uphill in the mountains in sports clothes, angry at the hill.", "sports", "mountains", "angry"),
            edit("Personal best! Waving in sports clothes, surprised.", "sports", "waving", "surprised"),
            edit("Coach look: hoodie, arms crossed, thoughtful.", "hoodie", "arms crossed", "thoughtful"),
        ),
    ),
}
