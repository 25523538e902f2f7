"""Themes in Japanese, Chinese, Korean, Arabic, Hebrew and Hindi."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from charstudio.demo.content.themes.plan import ThemePlan, edit

ASIA: Final[Mapping[str, ThemePlan]] = {
    "ja_faces": ThemePlan(
        "表情集",
        (
            edit("にっこり笑顔に。服と背景はそのまま。", "smile", "front"),
            edit("声を出して笑っている顔。", "laugh", "front"),
            edit("泣きそうな顔、左を向く。", "sad", "looking left"),
            edit("怒った顔、腕を組む。", "angry", "arms crossed"),
            edit("びっくりした顔のアップ。", "surprised", "close-up"),
            edit("ウインクして、首をかしげる。", "wink", "head tilt"),
            edit("目を閉じて、静かに。", "eyes shut", "close-up"),
            edit("あごに手を当てて考えこむ。", "thoughtful", "hand on chin"),
        ),
        "会話シーン用の立ち絵差分",
    ),
    "ja_night": ThemePlan(
        "東京の夜",
        (
            edit("夜の街で、右を向いて立つ。", "city at night", "looking right", "neutral"),
            edit("ネオンの雨、レインジャケットのフードをかぶる。", "neon rain", "rain jacket", "hat", "front"),
            edit("夜市の提灯の下で大笑い。", "market lanterns", "laugh", "front"),
            edit("革ジャンで腕組み、ネオンの雨。", "neon rain", "leather jacket", "arms crossed"),
            edit("終電を待つ。夜の街、パーカー、物思い。", "city at night", "hoodie", "thoughtful"),
            edit("夜の街で手を振る。また明日。", "city at night", "waving", "smile"),
        ),
        "終電のあと",
    ),
    "ja_sakura": ThemePlan(
        "桜の季節",
        (
            edit("桜の庭、着物で微笑む。", "cherry blossom garden", "kimono", "smile", "front"),
            edit("花びらに驚いた顔。", "cherry blossom garden", "surprised", "front"),
            edit("桜の下で目を閉じる、アップで。", "cherry blossom garden", "eyes shut", "close-up"),
            edit("パーカー姿で花見、大笑い。", "cherry blossom garden", "hoodie", "laugh"),
            edit("散りぎわの桜、さびしそうに左を見る。", "cherry blossom garden", "sad", "looking left"),
        ),
    ),
    "ja_kimono": ThemePlan(
        "着物コレクション",
        (
            edit("着物、無地の背景、正面。", "kimono", "plain", "front", "neutral"),
            edit("着物で図書館、本を探す横顔。", "kimono", "library", "looking right"),
            edit("着物で夜市、提灯の下で笑う。", "kimono", "market lanterns", "smile"),
            edit("着物、雪山を背に物思い。", "kimono", "mountains", "thoughtful"),
            edit("着物のまま海辺へ、手を振る。", "kimono", "beach", "waving"),
        ),
    ),
    "zh_faces": ThemePlan(
        "表情练习",
        (
            edit("微微一笑,其余不变。", "smile"),
            edit("开怀大笑,正面。", "laugh", "front"),
            edit("生气,双臂交叉。", "angry", "arms crossed"),
            edit("特写,惊讶的眼神。", "surprised", "close-up"),
            edit("眨一只眼,歪着头。", "wink", "head tilt"),
            edit("有些难过,看向右边。", "sad", "looking right"),
        ),
    ),
    "zh_seasons": ThemePlan(
        "四季",
        (
            edit("春:樱花树下,闭目养神。", "cherry blossom garden", "eyes shut", "front"),
            edit("夏:海边,挥手大笑。", "beach", "waving", "laugh"),
            edit("秋:林中,若有所思。", "forest", "thoughtful", "front"),
            edit("冬:群山之间,冬大衣配围巾。", "mountains", "winter coat", "scarf", "front"),
            edit("除夕:灯笼夜市,笑容满面。", "market lanterns", "kimono", "smile"),
        ),
        "一季一图",
    ),
    "ko_faces": ThemePlan(
        "표정 연습",
        (
            edit("살짝 미소만. 나머지는 그대로.", "smile", "front"),
            edit("크게 웃는 얼굴로.", "laugh", "front"),
            edit("슬픈 표정, 왼쪽을 바라본다.", "sad", "looking left"),
            edit("깜짝 놀란 얼굴, 클로즈업.", "surprised", "close-up"),
            edit("윙크하면서 고개를 갸웃.", "wink", "head tilt"),
            edit("턱에 손을 대고 생각에 잠긴 모습.", "thoughtful", "hand on chin"),
        ),
    ),
    "ko_winter": ThemePlan(
        "겨울 옷",
        (
            edit("겨울 코트와 목도리, 밤의 도시.", "winter coat", "scarf", "city at night"),
            edit("눈 덮인 산, 코트에 털모자, 활짝 웃음.", "winter coat", "hat", "mountains", "laugh"),
            edit("겨울 코트, 야시장 등불 아래에서 놀란 얼굴.", "winter coat", "market lanterns", "surprised"),
            edit("코트를 입고 눈을 감은 클로즈업.", "winter coat", "close-up", "eyes shut"),
        ),
        "첫눈 오는 날",
    ),
    "ar_faces": ThemePlan(
        "تعابير الوجه",
        (
            edit("ابتسامة هادئة في لقطة قريبة.", "smile", "close-up"),
            edit("ضحكة من القلب، والرأس مائل.", "laugh", "head tilt"),
            edit("نظرة حزينة نحو اليسار.", "sad", "looking left"),
            edit("دهشة كبيرة، مواجهة للكاميرا.", "surprised", "front"),
            edit("العينان مغمضتان في سكينة.", "eyes shut", "front"),
            edit("غضب، والذراعان متقاطعتان.", "angry", "arms crossed"),
        ),
    ),
    "ar_market": ThemePlan(
        "ليلة في السوق",
        (
            edit("تحت فوانيس السوق مع تلويحة باليد.", "market lanterns", "waving", "smile"),
            edit("في السوق: دهشة من سعر الزعفران.", "market lanterns", "surprised", "front"),
            edit("عباءة في الصحراء بعد انتهاء السوق، تفكير عميق.", "desert", "robe", "thoughtful"),
            edit("المدينة ليلًا، نظرة نحو اليمين.", "city at night", "looking right", "neutral"),
        ),
        "كل فانوس حكاية",
    ),
    "he_faces": ThemePlan(
        "הבעות פנים",
        (
            edit("חיוך קטן, בלי לשנות שום דבר אחר.", "smile"),
            edit("צחוק גדול, ראש מוטה הצידה.", "laugh", "head tilt"),
            edit("עצב, מבט ימינה.", "sad", "looking right"),
            edit("הפתעה בתקריב.", "surprised", "close-up"),
            edit("קריצה למצלמה.", "wink", "front"),
        ),
    ),
    "he_desert": ThemePlan(
        "במדבר",
        (
            edit("במדבר, גלימה, עיניים עצומות.", "desert", "robe", "eyes shut"),
            edit("במדבר, ידיים שלובות, מבט ישיר.", "desert", "arms crossed", "neutral"),
            edit("במדבר בלילה קר: מעיל חורף וצעיף.", "desert", "winter coat", "scarf", "front"),
            edit("במדבר, צוחקים מול הרוח.", "desert", "laugh", "front"),
        ),
    ),
    "hi_faces": ThemePlan(
        "भाव-भंगिमाएँ",
        (
            edit("ज़ोर से हँसता हुआ चेहरा।", "laugh", "front"),
            edit("उदास, बाईं ओर देखते हुए।", "sad", "looking left"),
            edit("हैरान चेहरा, क्लोज़-अप।", "surprised", "close-up"),
            edit("आँखें बंद, शांत भाव।", "eyes shut", "front"),
            edit("ठुड्डी पर हाथ, सोच में डूबा चेहरा।", "thoughtful", "hand on chin"),
        ),
    ),
}
