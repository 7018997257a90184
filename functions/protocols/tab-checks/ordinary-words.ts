/** Words that schools write with a capital, or after a word for a child, and that are nobody’s name. In small letters, one by one. */
const WORDS = `
a about above absence absences absent absentees academic academy across acting action activity actual added additional admission
admissions adolescent advent advice advised adviser after afternoon again age agency agreed agreement aht all alliance allocation
allowance almost along already also alternative although always am ambassador an and annual another answered any ap appeal appendix
applied approved approximately april arbor are area arrival art arts as ask asked assembly assessment assistant at attainment attend
attendance attended audit august authorised authority autumn awaiting away back band bank barrier based because bed been before began
begins behaviour behind being below benchmark best better between biology black block bme board boarders boarding boiler book booking both
bought boy boys break breakfast brief briefing bright brighter brilliant bring brings britain british bromcom brought btec budget build
building builds built bullying bursar bus business but by call calls came camhs can cancelled cannot canteen capital care careers carer
carers caretaker case catch category catering catholic census centre chair change changed changes charity check checked chemistry child
childcare children choir christmas church cin citizenship city cla class classes clerk clinic closed closing closure club coach code
cohort cohorts collaboration college combined come committee community company compared complete completed computing conference confirmed
consent consortium consultant contact contract contribution coordinator copied copy core corrected correction could council counsel
counselling count counted county course cover covered covers covid cp cpd cpoms creative crisis current curriculum cut cyber daily dance
data date dates day days december deficit delay department deputy design detention develop development develops dfe dht did differs
diocese diploma director disability disadvantaged discipline discuss discussed district diverse diversity diwali do documents does
donation done double down draft drama draw drop dsl dt dual due during duty each eal eap early easter economics ect ects education
educational eg ehc ehcp ehcps eid eight eighteen either elective eleven else emergency end england english enrichment enrolment entry
equality estate estimate etc ethnic ethnicity ethos eu europe european even evening events every everyone evidence ewo ews exactly exam
exams except excluded excluding exclusion exclusions executive exit expected experience export extended extra extract ey eyfs facilities
failed fair faith families family farm february feedback fees festival fever few fft field figure figures final finance find finish fire
first five fixed flood floods flu follow following food football for forest form formal forms forward found four france free french friday
friendly from front fsm full fund funded funding further future futures gap gate gave gcse gdpr gender general geography german germany
get gifted girl girls give given go goes going good got governing governor governors gp grade graduate graduation great group groups
growth guidance guided gym had half hall handover hanukkah happy has have he head heads headteacher health heating held help her here hers
high his history hlta hltas hold holiday holidays home homework hour hours house how ht hub human humanities hundred hygiene i ico ict ie
if illness ilp immersion important improve improves improving in inc incident included includes inclusion inclusive income increase
induction infant infants informal inquiry inset insight inspection instead interim intervention interview into investment invoice ipad
ireland is it its itt january job joined joins joint journey judged july june junior juniors just justice keep keeping kept key kind kit
kitchen know knowledge ks la laboratory lac lancashire language languages las last late later latin law lead leader leaders leadership
leads learner learners learning leave leaver leavers led left lent less lesson lessons letter level library life line link list listed
literacy literature live loan loans local london long look looked looks lost low lower lsa lsas lunch made main mainstream maintain
maintained maintains make manage management manager managers manages many mapping march mat maternity math mathematics maths mats matters
may meal meals mean measles measure measured media medical meet meeting meetings member members mental mentor mentoring mentors merged met
metro mfl michaelmas middle mind minute minutes mis missed missing mixed mobile mock model moderation modern monday money month months
more morning most mostly move moved moves moving much multi museum music must my named national nb near nearly needs network never new
newly next nhs night nil nine ninety no nobody none nor norovirus north not note notes nothing november now nqt number numbers numeracy
nurse nursery nurture nvq obesity observation observed occupational october of off offer office officer officers official offsite ofsted
old on once one online only onsite open opened opening option options or orchestra order other others our out outage outbreak outcome
outdoor outlook outreach outside outstanding over own page paid panel paper paperwork parent parents park part partial participation
partly partner partners partnership party past pastoral pathway pathways pattern pay pdf pe peer peers pension pentecost pep peps per
performance period permanent person personal phase phone phonics physical physics pilot place placed placement places plan planned
planning plans play playground playing please plus pm point points poland police policies policy poor portfolio positive possible post
poverty power practice premium prepared present pressure prevent primary prime principal prior private prize procedure process
professional programme progress project prom protection provision pru prus psed pshe psychologist pta public published punctuality pupil
pupils quality quarter question quick quite quota rag ramadan ran rang range rate rates rather re read reader readers reading reads ready
really received reception record recorded records recovery recruitment reduce reduced reduces referral reflects refuge refugee refusal
regional register registered registers reintegration religious remembrance remote removed report reported reports request required
research residential resilience resources respect rest restart restorative result results return returned returns review reviewed revised
revision right rights ring rising risk river road roll room rota roughly round rounding royal rs rse rshe rugby rule run safe safeguard
safeguarding safety same sanction sat sats saturday saw say says scheme school schools science scotland sea seaside second secondary
section see seen sef selected self sen senco sencos send senior sensory sent september service services session sessions set seven several
severe sex shared she sheet short should show shown shows shut sick sickness signed sims since sip site six sixth skills sla slas slip slt
small smsc smt snow so social some sound sounds south spain spanish speak speaking special specialist speech spent spirit spoke sport
sports spreadsheet spring ssig staff staffing stage stand standards start started statement statutory stay stays steady stem step steps
still stop stories storm storms story strand strategic strategy street strike strong structure student students studies study subject
success such suicide suite sum summary summer summit sunday supply support supported supporting surplus survey suspended suspension
suspensions swimming syria system systems ta table taken takes talent talk target tas task taster taught tbc teach teacher teachers team
teams technical technician technology tell tells ten term termly terms test tests than that the their them then therapist therapy there
these they third this those though thousand three through thursday ticket tier time times timetable to today together tomorrow tonight too
took toolkit topic total totals tour town track trade training transfer transferred transition transport travel traveller treasurer triage
trial trip trips truancy trust trustee trustees trustworthy ttps tuesday tuition tutor tutorial tutors tv twelve twenty twice two typed uk
ukraine under understand understanding understands uniform union unit university until up updated upper url urn us use used using usual
vaccination values van vat very via vice village violence virtual vision visit visited visitor visits vocational voice volunteer
volunteers wales walk want wants ward was water way ways we weather website wednesday week weekend weekly weeks welcome welfare well
wellbeing were west what when where which while whitsun who whole whose why will window wing winter with within without woodland word
words work worked worker workers working workshop world would write writes writing written wrong year yearly years yes yesterday yet
yorkshire young youth zero award awards bridge chicken forum passport permanently pox
`;

const ORDINARY = new Set(WORDS.trim().split(/\s+/));

/** Endings that few names have. */
const ORDINARY_ENDING =
  /..(?:ing|ed|[ts]ion|ment|ness|ship|ology|ity|ance|ence|ics|able|ible|less|ism|ial|ional|ised|ated|(?<=.{5})ly)s?$/;
const NAMES_THAT_END_SO = new Set(
  'ahmed mohammed muhammed mohamed syed saeed javed hamed waheed majeed florence lawrence terence clarence constance clement charity fred alfred beverly kimberly'.split(
    ' ',
  ),
);

export function isOrdinary(word: string): boolean {
  if (ORDINARY.has(word)) return true;
  if (word.endsWith('s') && ORDINARY.has(word.slice(0, -1))) return true;
  return word.includes('-') && word.split('-').some((part) => ORDINARY.has(part));
}

/** Nothing that is known, but made the way ordinary words are. */
export function looksOrdinary(word: string): boolean {
  return ORDINARY_ENDING.test(word) && !NAMES_THAT_END_SO.has(word);
}
