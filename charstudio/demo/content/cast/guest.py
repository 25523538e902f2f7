"""The characters of an account that never filled in its name: first tries, terse prompts, one happy accident."""

from __future__ import annotations

from typing import Final

from charstudio.demo.content.cast.short import ADULT, ELDER, HE, LIB, PUB, SHE, THEY, YOUNG
from charstudio.demo.content.person import Depiction, Person, look
from charstudio.demo.portrait.spec import Expression, FacialHair, HairStyle, Outfit, Pose, Setting, Shot, Top
from charstudio.domain.vocabulary import StyleType

GUEST: Final = (
    Person(
        name="Kwabena",
        style=StyleType.REALISTIC,
        look=look(
            601,
            HE,
            ADULT,
            8,
            HairStyle.BUZZ,
            "black",
            "dark brown",
            "coral",
            facial_hair=FacialHair.STUBBLE,
            top=Top.SHIRT,
        ),
        shot=Shot(expression=Expression.SMILE, setting=Setting.BEACH),
        prompt="Smiling man with very short black hair and stubble in a cream shirt on the beach, golden hour, like "
        "a photo a friend would take.",
        description="My uncle, more or less.",
        age="40s",
        gender="male",
        tags=("portrait", "sea"),
        themes=("expressions", "travel", "suits"),
        marks=PUB,
    ),
    Person(
        style=StyleType.CARTOON,
        look=look(602, SHE, YOUNG, 8, HairStyle.AFRO, "dark brown", "dark brown", "coral", earrings=True, top=Top.TEE),
        shot=Shot(expression=Expression.LAUGH),
        prompt="cartoon girl with a big dark brown afro, coral t-shirt, laughing",
        tags=(),
        themes=("emoji_moods", "beach"),
        marks=LIB,
    ),
    Person(
        style=StyleType.MINIMALIST,
        look=look(603, THEY, ADULT, 5, HairStyle.SIDE_PART, "teal", "brown", "cream", top=Top.TURTLENECK),
        prompt="minimal poster face, teal hair parted on the side, cream turtleneck, flat shapes only",
        tags=None,
        themes=("close_ups",),
    ),
    Person(
        name="test 2",
        style=StyleType.CYBERPUNK,
        look=look(604, HE, YOUNG, 3, HairStyle.QUIFF, "blue", "teal", "navy", outfit=Outfit.HOODIE),
        shot=Shot(pose=Pose.LOOKING_LEFT, setting=Setting.NEON_RAIN),
        prompt="blue quiff, hoodie, neon rain, looking left. make it moody",
        tags=("test",),
        depiction=Depiction.BLANK,
        themes=("empty_ideas",),
    ),
    Person(
        name="Pixel",
        style=StyleType.MINIMALIST,
        look=look(605, HE, YOUNG, 3, HairStyle.SIDE_PART, "dark brown", "dark brown", "coral", top=Top.TEE),
        prompt="Tiny pixel portrait, side-parted dark brown hair, coral T-shirt, big pixels on a lilac background.",
        description="Drawn on a calculator, then uploaded.",
        tags=("minimal", "sketch", "game"),
        themes=("pixels",),
        marks=LIB | PUB,
        depiction=Depiction.PIXELS,
    ),
    Person(
        name="Nana Efua",
        style=StyleType.VINTAGE,
        look=look(
            606, SHE, ELDER, 9, HairStyle.BUN, "grey", "dark brown", "burgundy", earrings=True, outfit=Outfit.DRESS
        ),
        shot=Shot(setting=Setting.PLAIN),
        prompt="Old studio photograph of a grandmother with her grey hair in a bun, earrings and her good burgundy "
        "dress, looking straight at us as if we were late.",
        description="From the box under the bed. The original is water-damaged.",
        age="77",
        gender="female",
        tags=("vintage", "portrait"),
        themes=("expressions", "moods"),
    ),
)
