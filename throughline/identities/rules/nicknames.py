"""First names that are often one name: short forms of it, and its spellings. Pure.

Each line is one name. A short form may stand in several lines; then it may mean any of them, and they stay apart.
"""

from __future__ import annotations

_SHORT = """
abigail abbie abby gail
alan al
alastair alistair alasdair ali
albert al bert bertie
alexander alex alec sandy xander
alexandra alex alexa lexi sandra sandy
alfred alf alfie fred
amanda mandy
andrew andy drew
angela angie
ann anne anna annie nan nancy
anthony tony ant
antonia toni
arthur art artie
barbara barb babs
barnaby barney
benjamin ben benny benji
bernard bernie
beverley bev
caroline carrie caz
catherine cath cathy kate katie kit kitty
charles charlie chas chuck
charlotte charlie lottie lotte
christina chrissie tina chris
christine chrissie tina chris
christopher chris kit topher
clifford cliff
constance connie
cynthia cindy
daniel dan danny
danielle dani
david dave davy
deborah deb debbie debs
derek del
diana di
dominic dom
donald don donnie
dorothy dot dottie dolly
douglas doug
edward ed eddie ted teddy ned
eleanor ellie nell nora
elizabeth liz lizzie lizzy beth betty bess eliza libby lily elsie
emily em emmy millie
ernest ernie
frances fran frankie fanny
francis frank frankie
frederick fred freddie freddy
gabriella gabby ella
gareth gaz
geoffrey geoff
george georgie
georgina georgie gina
gerald gerry jerry
gillian gill jill
gregory greg
harold harry hal
harriet hattie
helen nell nellie
henry harry hal
imogen immy
irene rene
isabella izzy bella ella belle
isaac ike zac
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie
janet jan
jasmine jas jaz
jeffrey jeff
jennifer jen jenny
jeremy jez jerry
jessica jess jessie
joanna jo joanne
john jack johnny jon
jonathan jon jonny
joseph joe joey
josephine jo josie
joshua josh
judith judy jude
julia jules
katherine kath kathy kate katie kit kitty
kenneth ken kenny
kimberley kim
laurence larry laurie
lawrence larry laurie
leonard len lenny
lewis lew
lilian lily lil
louise lou lulu
lucinda lucy cindy
madeleine maddie maddy
malcolm mal
margaret maggie meg peg peggy madge marge greta daisy rita
martha mattie
martin marty
mary molly polly may
matilda tilly tilda mattie
matthew matt matty
maureen mo
maximilian max
megan meg
michael mike mick micky
mohammed mo
muhammad mo
natalie nat
natasha tasha
nathan nat nate
nathaniel nat nate nathan
nicholas nick nicky
nicola nicky nikki
oliver ollie olly
olivia liv livvy
pamela pam
patricia pat patsy tricia trish
patrick pat paddy
pauline polly
penelope penny
peter pete
philip phil pip
philippa pippa pip
priscilla cilla
rachel rach
raymond ray
rebecca becky becca bex
reginald reg reggie
richard rich richie rick ricky dick
robert rob robbie bob bobby bert
roger rodge
ronald ron ronnie
rosemary rose rosie
samantha sam sammy
samuel sam sammy
sarah sally sadie
sebastian seb
simon si
sophia sophie
stanley stan
stephanie steph
stephen steve
steven steve
stuart stu
susan sue susie suzie
suzanne sue suzie
terence terry
teresa terri tess tessa
theodore theo ted teddy
theresa terri tess tessa
thomas tom tommy
timothy tim timmy
valerie val
veronica ronnie
victoria vicky vicki tori
vincent vince vinny
walter wally walt
wilfred wilf
william will bill billy willy liam
winifred win winnie
yvonne eve
zachary zac zach zak
"""
_SPELT = """
aaliyah aliyah
adam adham
ahmed ahmad ahmet
aidan aiden ayden
aisha ayesha aysha aishah
alan allan allen
ali aly
alice alys
amy aimee ami
ann anne
anthony antony
bethany bethanie
brian bryan
caitlin kaitlin katelyn catelyn
callum calum
carl karl
caroline carolyn
catherine katherine kathryn catharine katharine
chloe khloe cloe
christine kristine
christopher kristopher
claire clare
connor conor
craig kraig
deborah debra
dylan dillon
eleanor elinor ellenor
elizabeth elisabeth
emilie emily
eric erik
erin eryn
fatima fatimah fatema
geoffrey jeffrey
graham graeme
hannah hanna
harry harrie
hussain husain hussein
ian iain
isabel isobel isabelle
jaden jayden
jaclyn jacqueline
jasmine jasmin yasmin
jon john
kayleigh kayley kaylee
keira kiera kira
kian keean
kieran kieron ciaran
laura lora
lauren loren
lee leigh
leah lea
lewis louis
lily lilly lillie
lucas lukas
lynn lynne
marc mark
maryam mariam miriam
mathew matthew
mia mya
michaela mikayla mikaela
mohammed mohammad muhammad mohamed muhammed mohamad
natalie nathalie
niamh neve
nicholas nicolas
omar umar
philip phillip
rachael rachel
rebecca rebekah
reece rhys
sarah sara
sean shaun shawn
sian shan
siobhan shivaun
sophie sofie sophia sofia
stephen steven
stuart stewart
teresa theresa
tracey tracy
yusuf yousuf yousef
zac zach zak zack
zara zahra
zoe zoey
"""


def _groups(lines: str) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines.split("\n")):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(of) for name, of in found.items()}


_SHORT_OF, _SPELT_OF = _groups(_SHORT), _groups(_SPELT)


def is_short_form(one: str, other: str) -> bool:
    """True when both are used for one first name, as Peggy and Margaret are. Both are in small letters."""
    return bool(_SHORT_OF.get(one, frozenset()) & _SHORT_OF.get(other, frozenset()))


def is_spelling(one: str, other: str) -> bool:
    """True when both are known spellings of one first name, as Stephen and Steven are. Both are in small letters."""
    return bool(_SPELT_OF.get(one, frozenset()) & _SPELT_OF.get(other, frozenset()))
