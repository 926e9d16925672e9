"""English words by which candidates for names are known: heads, titles, and what only has a capital."""

from __future__ import annotations

from collections.abc import Mapping

_HEADS: Mapping[str, str] = {
    "orgName": """Committee Commission Bank Company Corporation Factory Plant Works Mill Mine Ministry Department Bureau
        Office Agency University College Institute Academy School Hospital Commune Cooperative Brigade Team Army
        Corps Division Regiment Party League Federation Association Society Council Assembly Government Court
        Delegation Daily News Press Group Museum Library Theatre Theater Station Presidium Secretariat Front
        Navy Union Commissariat Branch Steel Troupe Ensemble Orchestra Exhibition""",
    "placeName": """Province County City Region Prefecture District Town Township Village River Mountain Mountains Mount
        Lake Sea Ocean Island Islands Peninsula Street Road Avenue Square Hall Dam Reservoir Republic States
        Kingdom Gulf Strait Plain Plateau Basin Oilfield Canal Temple Palace Bridge Port Banner League Valley
        Bay""",
    "eventName": """Session Congress Conference Campaign Movement War Uprising Revolution Festival Games Incident Battle
        Meeting Rebellion March Week Anniversary""",
    "title": """Resolution Resolutions Decision Communiqué Communique Report Directive Instruction Instructions
        Declaration Regulations Program Programme Outline Circular Notice Statement Treaty Agreement Opinions
        Charter Law Constitution Plan Manifesto Act Protocol Convention Pledge""",
}
#: The last word of a name: the element that marks it.
HEADS: Mapping[str, str] = {word: kind for kind, words in reversed(list(_HEADS.items())) for word in words.split()}
#: What stands before a person's name.
TITLES = frozenset(
    """Chairman Chairwoman Comrade Comrades Premier President Minister Secretary Secretary-General General Marshal
    Mr Mrs Ms Miss Dr Professor Vice Vice-Chairman Vice-Premier Vice-President Vice-Minister Deputy Prime
    Foreign Ambassador Commander Uncle Aunt King Queen Emperor Reporter Director Mayor Governor Senator Sir
    Madame Madam Lord First Brother Correspondent Photographer Editor Writer Captain Major Colonel Lieutenant
    Doctor""".split()
)
#: Titles that are never part of it.
POLITE = frozenset("""Mr Mrs Ms Miss Dr Uncle Aunt Comrade Comrades Madame Madam Sir""".split())
#: Words with which sentences begin, and words that have a capital everywhere.
PLAIN = frozenset(
    """A About According After All Also Although Among An And Another Any Applause Are As At Because Before Both
    But By Can Chapter Column Currently Dear Do Each Editorial Even Every Everyone Few For Friends From Further
    Gentlemen He Her Here His Hold How However I If In Is It Its Ladies Last Let Long Many Most My Never New No
    Nor Not Now Of On Once One Only Or Other Our Out People's Picture Question Answer Secondly See Several She
    Should Since So Some Still Such Than That The Their Then There These They This Those Though Thus To Today
    Too Under Until Up Was We Were What When Where Whether Which While Who Whose Why Will With Without Yes
    Yesterday You Your Article Section Part Page Title Attached To-day Ten Two Three Four Five Six Seven Eight
    Nine Second Third Fourth January February March April May June July August September October November
    December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday
    Sunday Own Newspaper Thought""".split()
)
#: Such words that may be the first one of a name.
COUNTS = frozenset(
    """Two Three Four Five Six Seven Eight Nine Ten First Second Third Fourth New All One Long Last""".split()
)
#: Feasts, which no record names; as patterns.
HOLIDAYS = (
    "(?:Happy |Chinese |Lunar )*New Year",
    "(?:National|May|Army) Day",
    "(?:International )?(?:Lab(?:o|ou)r|(?:Working )?Women's|Children's|Youth) Day",
    "(?:Spring|Mid-Autumn|Lantern|Dragon Boat) Festival",
    "Christmas|Easter",
)
#: Months.
MONTHS = frozenset("""January March May July August September October December""".split())
#: Names of peoples and beliefs, which say of what kind something is and name no record.
PEOPLES = frozenset(
    """Chinese Soviet American Japanese British French German Russian Indian Korean Vietnamese Italian Spanish
    Polish Czech Hungarian Romanian Bulgarian Albanian Cuban African Asian European Western Eastern Northern
    Southern Tibetan Mongolian Mongol Uyghur Uygur Uighur Hui Zhuang Kazakh Han Manchu Miao Yi English Latin
    Arab Egyptian Indonesian Burmese Thai Pakistani Yugoslav Marxist Leninist Marxism Leninism Marxism-Leninism
    Buddhist Christian Muslim Communist Communism Socialist Socialism Imperialism Kuomintang's""".split()
)
