"""Themes in English about faces, poses and places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from charstudio.demo.content.themes.plan import ThemePlan, edit

ENGLISH: Final[Mapping[str, ThemePlan]] = {
    "expressions": ThemePlan(
        "Expressions",
        (
            edit("Give {them} a small, warm smile. Change nothing else.", "smile"),
            edit("Make {them} laugh out loud, eyes creased.", "laugh"),
            edit("Sad, as if a letter had just arrived. Same clothes, same light.", "sad"),
            edit("Make {them} angry: brows down, jaw set.", "angry"),
            edit("Surprised, brows high and mouth open.", "surprised"),
            edit("A quick wink at the viewer.", "wink"),
            edit("Eyes shut, perfectly calm.", "eyes shut"),
            edit("Thoughtful, hand on {their} chin.", "thoughtful", "hand on chin"),
            edit("Laughing with {their} head tilted to one side.", "laugh", "head tilt"),
            edit("Angry and with arms crossed. You were late.", "angry", "arms crossed"),
            edit("A close-up of the moment {their} smile starts.", "smile", "close-up"),
            edit("Sad and looking away to the left.", "sad", "looking left"),
        ),
        "One face, every mood. Keep clothes and light as they are.",
    ),
    "close_ups": ThemePlan(
        "Close-ups",
        (
            edit(
                "Close-up of {their} face with a neutral expression, the studio backdrop behind.",
                "close-up",
                "neutral",
                "plain",
            ),
            edit("Close-up, smiling with {their} whole face.", "close-up", "smile"),
            edit("Very close, eyes shut, as if listening.", "close-up", "eyes shut"),
            edit(
                "Close-up under the lights of the city at night, thoughtful.", "close-up", "thoughtful", "city at night"
            ),
            edit(
                "Close-up with cherry blossom behind, surprised by a petal.",
                "close-up",
                "surprised",
                "cherry blossom garden",
            ),
            edit("Close-up, sad, neon rain out of focus.", "close-up", "sad", "neon rain"),
            edit("Close-up, angry; nothing in the background.", "close-up", "angry", "plain"),
        ),
    ),
    "turnaround": ThemePlan(
        "Turnaround sheet",
        (
            edit("Front view, neutral face, plain background.", "front", "neutral", "plain"),
            edit("Same clothes, three-quarter view, plain background.", "three-quarter", "neutral", "plain"),
            edit("Turn {them} to look left, plain background.", "looking left", "neutral", "plain"),
            edit("Turn {them} to look right, plain background.", "looking right", "neutral", "plain"),
            edit("Arms crossed, plain background, neutral.", "arms crossed", "neutral", "plain"),
            edit("Head detail for the modeller: close-up, neutral, plain background.", "close-up", "neutral", "plain"),
        ),
        "For modelling: neutral face, no scenery.",
    ),
    "action": ThemePlan(
        "Action poses",
        (
            edit("Arms crossed, unimpressed, in a leather jacket.", "arms crossed", "leather jacket", "neutral"),
            edit("Put {them} in armour before a castle, shouting an order.", "armour", "castle", "angry"),
            edit("Waving from across the street at night, laughing.", "waving", "city at night", "laugh"),
            edit(
                "Spin round to look right, surprised by a noise in the forest.", "looking right", "surprised", "forest"
            ),
            edit("Sports clothes, waving to the crowd with a grin.", "sports", "waving", "smile"),
            edit("A hero's three-quarter pose in the mountains, jaw set.", "three-quarter", "mountains", "angry"),
            edit("In a space suit among the stars, waving to the ship.", "space suit", "space", "waving"),
            edit("Masked, looking left over a shoulder in the neon rain.", "mask", "looking left", "neon rain"),
        ),
    ),
    "night_city": ThemePlan(
        "Night city",
        (
            edit("Same outfit, now in the city at night with lit windows behind {them}.", "city at night"),
            edit(
                "Neon rain, a rain jacket with the hood up, looking left.",
                "neon rain",
                "rain jacket",
                "hat",
                "looking left",
            ),
            edit("Laughing under the lanterns of a night market.", "market lanterns", "laugh"),
            edit("Leather jacket, city lights, arms crossed.", "leather jacket", "city at night", "arms crossed"),
            edit(
                "Waiting for the last train: thoughtful, hand on chin, the city behind.",
                "city at night",
                "thoughtful",
                "hand on chin",
            ),
            edit("A hoodie and a smile on the way home at night.", "hoodie", "smile", "city at night"),
            edit(
                "Dressed up for the evening in a suit, city lights, three-quarter view.",
                "suit",
                "city at night",
                "three-quarter",
            ),
        ),
        "Everything after ten in the evening.",
    ),
    "rain": ThemePlan(
        "Rainy days",
        (
            edit("A rain jacket, hood up, in the neon rain.", "rain jacket", "hat", "neon rain"),
            edit("Hood down and laughing at the downpour.", "rain jacket", "neon rain", "laugh"),
            edit("Rain jacket in the forest, eyes shut, listening to the drops.", "rain jacket", "forest", "eyes shut"),
            edit("Rain jacket on an empty beach, sad, looking right.", "rain jacket", "beach", "sad", "looking right"),
            edit(
                "Rain jacket and hood in the mountains, squinting, annoyed.", "rain jacket", "hat", "mountains", "angry"
            ),
            edit("Inside at last: a dry hoodie, the library, a smile.", "hoodie", "library", "smile"),
        ),
    ),
    "travel": ThemePlan(
        "Around the world",
        (
            edit("On a beach at noon, smiling.", "beach", "smile"),
            edit("In the mountains with a winter coat and a warm hat.", "mountains", "winter coat", "hat"),
            edit("In the desert, looking right towards the dunes.", "desert", "looking right"),
            edit("At a market full of lanterns, surprised by a price.", "market lanterns", "surprised"),
            edit("Under cherry blossom in a kimono, eyes shut.", "cherry blossom garden", "kimono", "eyes shut"),
            edit("In front of a castle, waving like a tourist.", "castle", "waving", "smile"),
            edit("Lost in a city at night and enjoying it.", "city at night", "laugh"),
            edit("In a library far from home, thoughtful.", "library", "thoughtful"),
            edit("In the forest in a rain jacket, looking left.", "forest", "rain jacket", "looking left"),
        ),
        "Postcards for the calendar.",
    ),
    "beach": ThemePlan(
        "Summer by the sea",
        (
            edit("Barefoot weather: the beach, a big laugh.", "beach", "laugh"),
            edit("Waving from the water's edge.", "beach", "waving", "smile"),
            edit("Sports clothes on the beach after a run, eyes shut.", "beach", "sports", "eyes shut"),
            edit("Turn {them} to look right, out to sea, thoughtful.", "beach", "looking right", "thoughtful"),
            edit("A wink, with the sea behind.", "beach", "wink"),
            edit("Evening on the beach in a hoodie, head tilted.", "beach", "hoodie", "head tilt", "neutral"),
        ),
    ),
    "library": ThemePlan(
        "Quiet reading",
        (
            edit("Among the shelves of a library, hand on chin, thoughtful.", "library", "hand on chin", "thoughtful"),
            edit("Fell asleep over a book: eyes shut, head tilted.", "library", "eyes shut", "head tilt"),
            edit("Found it at last! Surprised, among the books.", "library", "surprised", "front"),
            edit("Library close-up with a secret smile.", "library", "close-up", "smile"),
            edit("Sad ending. Looking down to the left, books behind.", "library", "sad", "looking left"),
        ),
    ),
    "moods": ThemePlan(
        "Mood board",
        (
            edit("Forest, morning, a calm smile.", "forest", "smile"),
            edit("Desert, alone, sad.", "desert", "sad"),
            edit("Space and wonder: surprised, stars all around.", "space", "surprised"),
            edit("Neon rain and bad news; make {them} angry.", "neon rain", "angry"),
            edit("Cherry blossom, eyes shut, peace.", "cherry blossom garden", "eyes shut"),
            edit("Castle at dusk, thoughtful, hand on chin.", "castle", "thoughtful", "hand on chin"),
            edit("Lantern market, laughing with a tilted head.", "market lanterns", "laugh", "head tilt"),
            edit("Mountains, arms crossed against the wind.", "mountains", "arms crossed", "neutral"),
        ),
        "Place and feeling belong together.",
    ),
    "emoji_moods": ThemePlan(
        "🎭 moods",
        (
            edit("😂 make {them} laugh", "laugh"),
            edit("😉 wink pls", "wink"),
            edit("😡 angry, arms crossed", "angry", "arms crossed"),
            edit("😮 surprised, close-up", "surprised", "close-up"),
            edit("🌸🙂 smiling under cherry blossom", "smile", "cherry blossom garden"),
            edit("🏖️👋 waving at the beach", "waving", "beach"),
            edit("🌌🤔 thinking, in space", "thoughtful", "space"),
        ),
    ),
    "covers": ThemePlan(
        "Cover ideas",
        (
            edit("Book cover: close-up, eyes shut, stars behind {them}.", "close-up", "eyes shut", "space"),
            edit(
                "Book cover: three-quarter view before a castle, room for the title above.",
                "three-quarter",
                "castle",
                "neutral",
            ),
            edit("Book cover: looking left into the forest, sad.", "looking left", "forest", "sad"),
            edit("Poster: arms crossed, smiling, the city at night.", "arms crossed", "smile", "city at night"),
            edit("Back cover: a wink, plain background.", "wink", "plain", "front"),
        ),
        "Leave room for the title in the upper third.",
    ),
}
