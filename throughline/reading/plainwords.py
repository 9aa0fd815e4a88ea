"""Words that are written with a capital in these papers and are no child's name."""

from __future__ import annotations

PLAIN_WORDS = frozenset(
    """
    about abuse abused act action adolescence adolescents adult adults adults’ after agencies agency agenda all
    also ambulance analysis and annex annual any appendix april assessment assessments audit audits august author
    autism autistic autumn avenue babies baby background before benefit between bill birth board borough both boy
    boys bridge bruising cabinet can care carers case cce central centre centres chair chapter child children
    children’s christmas city close commissioner committee community complex complexity concealed conclusion
    context coronavirus council country county court courts covid crime criminal cross crown cse death deaths
    december department development digital director disability disabled district doctor doctors domestic during
    each early east easter education eight emotional england even every everybody everyone executive exploitation
    families family father fathers february female finding findings fire first five follow-up for four friday from
    fund further gangs girl girls government great green group guidance guide had hamlets has have he head heads
    health health&safety hearing help her here hill his home hospital house housing how impact independent infancy
    infant infants information injuries injury interest into introduction ireland it its january joint july june
    just king knife lane last lead learning leavers less lessons line lines little local lodge london looked lower
    male man manager managers many mapping march maternal matter matters may member members men mental midwife
    midwifery midwives minds minister ministers minutes missing monday more most mother much multi must national
    neglect new newsletter next nine nobody non-accidental north not note notes nothing november nurse nurses
    october office officer officers ofsted old one online only other others our over overview pandemic panel
    parental parents park parliament part partnership people perinatal person physical placement plan plans police
    poverty practice practitioner practitioners pre-birth pregnancy probation professionals programme progress
    protection public publication published pupil queen rapid recommendation recommendations record recording
    records referral report response responses review reviews rights risk river royal safe safeguarding safety
    saint saturday school schools scotland secretary section self-harm send september serious service services
    seven sexual sharing she should sibling siblings signs since six sleep social some somebody someone something
    south special spring staff state strategic strategy student such sudden suicide summary summer sunday
    supervision support surgery teacher teachers team teenager teenagers ten than that the their thematic then
    there these they this those three thursday toddler together tower training trust trusts tuesday twin twins two
    unborn under unexpected until update upon upper very views violence visitor visitors voice voices wales was
    wednesday wellbeing were west what when where who why will winter with within without woman wood worker
    workers workforce working young youth
    """.split()
)
