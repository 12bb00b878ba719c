# ruff: noqa: E501 -- a news item a line
"""The language of a text is read off the text, and None is better than a wrong language."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11ylint.language import language_of, primary, same_language

CORPUS = Path("/work/shared/corpus")

# Our own short news items, in about the same words in every language.
NEWS: dict[str, str] = {
    "en": "The town council said on Monday that the old bridge would stay closed until the spring. Residents have been asking for repairs since last year, but the money was not there, the mayor told reporters after the meeting.",
    "ru": "Городской совет сообщил в понедельник, что старый мост останется закрытым до весны. Жители просят о ремонте с прошлого года, но денег на это не было, сказал мэр журналистам после заседания.",
    "uk": "Міська рада повідомила в понеділок, що старий міст залишиться закритим до весни. Мешканці просять про ремонт із минулого року, але грошей на це не було, сказав мер журналістам після засідання.",
    "be": "Гарадскі савет паведаміў у панядзелак, што стары мост застанецца закрытым да вясны. Жыхары просяць пра рамонт з мінулага года, але грошай на гэта не было, сказаў мэр журналістам пасля пасяджэння.",
    "hy": "Քաղաքային խորհուրդը երկուշաբթի օրը հայտնեց, որ հին կամուրջը փակ կմնա մինչև գարուն։ Բնակիչները վերանորոգում են խնդրում անցյալ տարվանից, բայց դրա համար գումար չկար։",
    "ka": "ქალაქის საბჭომ ორშაბათს განაცხადა, რომ ძველი ხიდი გაზაფხულამდე დაკეტილი დარჩება. მოსახლეობა შეკეთებას შარშანდელი წლიდან ითხოვს, მაგრამ ამისთვის თანხა არ იყო.",
    "az": "Şəhər şurası bazar ertəsi bildirib ki, köhnə körpü yaza qədər bağlı qalacaq. Sakinlər keçən ildən bəri təmir istəyir, lakin bunun üçün pul olmayıb, deyə şəhər rəhbəri iclasdan sonra jurnalistlərə deyib.",
    "kk": "Қалалық кеңес дүйсенбіде ескі көпір көктемге дейін жабық болады деп мәлімдеді. Тұрғындар былтырдан бері жөндеуді сұрап келеді, бірақ оған ақша болған жоқ, деді әкім жиналыстан кейін журналистерге. Жаңа жылда бұл үшін қаржы бөлінбек.",
    "ky": "Шаардык кеңеш дүйшөмбү күнү эски көпүрө жазга чейин жабык болот деп билдирди. Тургундар былтыртан бери оңдоону суранып келет, бирок ага акча болгон эмес, деди мэр жыйындан кийин журналисттерге. Жаңы жылда бул үчүн каражат бөлүнөт.",
    "tg": "Шӯрои шаҳр рӯзи душанбе гуфт, ки пули кӯҳна то баҳор баста мемонад. Сокинон аз соли гузашта таъмирро талаб мекунанд, аммо барои ин кор маблағ набуд, гуфт раиси шаҳр ба хабарнигорон пас аз ҷаласа.",
    "tk": "Şäher geňeşi duşenbe güni köne köprüniň ýaza çenli ýapyk boljakdygyny aýtdy. Ýaşaýjylar geçen ýyldan bäri abatlamagy soraýarlar, emma munuň üçin pul bolmady, diýip, şäher häkimi mejlisden soň habarçylara aýtdy. Täze ýylda bu iş üçin serişde berler.",
    "uz": "Shahar kengashi dushanba kuni eski koʻprik bahorgacha yopiq qolishini bildirdi. Aholi oʻtgan yildan beri taʼmirlashni soʻrab keladi, lekin buning uchun pul boʻlgan emas, dedi hokim yigʻilishdan soʻng jurnalistlarga.",
    "uz-Cyrl": "Шаҳар кенгаши душанба куни эски кўприк баҳоргача ёпиқ қолишини билдирди. Аҳоли ўтган йилдан бери таъмирлашни сўраб келади, лекин бунинг учун пул бўлган эмас, деди ҳоким йиғилишдан сўнг журналистларга.",
    "tt": "Шәһәр советы дүшәмбе көнне иске күпернең язга кадәр ябык булачагын хәбәр итте. Кешеләр узган елдан бирле төзекләндерү сорый, ләкин моның өчен акча булмаган, диде мэр утырыштан соң журналистларга.",
    "ba": "Ҡала советы дүшәмбе көнө иҫке күперҙең яҙға тиклем ябыҡ буласағын хәбәр итте. Кешеләр үткән йылдан бирле төҙөкләндереүҙе һорай, ләкин бының өсөн аҡса булмаған, тине мэр ултырыштан һуң журналистарға.",
    "fa": "شورای شهر روز دوشنبه اعلام کرد که پل قدیمی تا بهار بسته خواهد ماند. ساکنان از سال گذشته خواستار تعمیر آن هستند، اما به گفته شهردار که پس از جلسه با خبرنگاران صحبت می‌کرد، برای این کار پولی نبود.",
    "prs": "شورای ولایتی روز دوشنبه گفت که پل کهنه تا بهار بسته می‌ماند. باشنده‌گان از سال گذشته می‌خواهند که این پل ترمیم شود، اما والی پس از نشست به خبرنگاران گفت که برای این کار پول نبود.",
    "ps": "د ښار شورا د دوشنبې په ورځ وویل چې زوړ پل به تر پسرلي پورې تړلی وي. اوسېدونکي له تېر کال راهیسې غواړي چې پل ورغول شي، خو د دې کار لپاره پیسې نه وې، ښاروال له غونډې وروسته خبریالانو ته وویل.",
    "ur": "شہر کی کونسل نے پیر کے روز کہا کہ پرانا پل بہار تک بند رہے گا۔ رہائشی پچھلے سال سے مرمت کا مطالبہ کر رہے ہیں لیکن اس کے لیے رقم نہیں تھی، میئر نے اجلاس کے بعد صحافیوں کو بتایا۔",
    "ar": "أعلن مجلس المدينة يوم الاثنين أن الجسر القديم سيبقى مغلقا حتى الربيع. ويطالب السكان بالإصلاح منذ العام الماضي، لكن المال لم يكن متوفرا، كما قال رئيس البلدية للصحفيين بعد الاجتماع الذي عقد في المدينة.",
    "ro": "Consiliul local a anunțat luni că podul vechi va rămâne închis până în primăvară. Locuitorii cer reparații încă de anul trecut, dar nu au fost bani pentru asta, a spus primarul după ședință.",
    "bg": "Общинският съвет съобщи в понеделник, че старият мост ще остане затворен до пролетта. Жителите искат ремонт от миналата година, но за това не е имало пари, каза кметът пред журналисти след заседанието.",
    "hu": "A városi tanács hétfőn közölte, hogy a régi híd tavaszig zárva marad. A lakók már tavaly óta kérik a felújítást, de nem volt rá pénz, mondta a polgármester az ülés után az újságíróknak.",
    "sr": "Градско веће је у понедељак саопштило да ће стари мост остати затворен до пролећа. Становници од прошле године траже поправку, али за то није било новца, рекао је градоначелник новинарима после седнице.",
    "sr-Latn": "Gradsko veće je u ponedeljak saopštilo da će stari most ostati zatvoren do proleća. Stanovnici od prošle godine traže popravku, ali za to nije bilo novca, rekao je gradonačelnik novinarima posle sednice.",
    "hr": "Gradsko vijeće priopćilo je u ponedjeljak da će stari most ostati zatvoren do proljeća. Stanovnici od prošle godine traže popravak, ali za to nije bilo novca, rekao je gradonačelnik novinarima nakon sjednice.",
    "bs": "Gradsko vijeće saopćilo je u ponedjeljak da će stari most ostati zatvoren do proljeća. Stanovnici od prošle godine traže popravku, ali za to nije bilo novca, kazao je gradonačelnik novinarima nakon sjednice.",
    "cnr": "Skupština opštine saopštila je u ponedjeljak da će stari most ostati zatvoren do proljeća. Mještani od prošle godine traže popravku, ali nijesu dobili novac za to, kazao je predśednik novinarima poslije śednice.",
    "mk": "Градскиот совет соопшти во понеделникот дека стариот мост ќе остане затворен до пролетта. Жителите бараат поправка од минатата година, но за тоа немало пари, им изјави градоначалникот на новинарите по седницата.",
    "sq": "Këshilli bashkiak njoftoi të hënën se ura e vjetër do të mbetet e mbyllur deri në pranverë. Banorët kërkojnë riparimin që nga viti i kaluar, por nuk kishte para për këtë, tha kryetari pas mbledhjes.",
    "de": "Der Stadtrat teilte am Montag mit, dass die alte Brücke bis zum Frühjahr gesperrt bleibt. Die Bewohner fordern seit dem vergangenen Jahr eine Reparatur, aber es war kein Geld da, sagte der Bürgermeister nach der Sitzung.",
    "fr": "Le conseil municipal a annoncé lundi que le vieux pont resterait fermé jusqu'au printemps. Les habitants réclament des travaux depuis l'an dernier, mais il n'y avait pas d'argent pour cela, a dit le maire après la réunion.",
    "es": "El ayuntamiento anunció el lunes que el viejo puente seguirá cerrado hasta la primavera. Los vecinos piden su reparación desde el año pasado, pero no había dinero para ello, dijo el alcalde después de la reunión.",
    "pt": "A câmara municipal anunciou na segunda-feira que a velha ponte vai continuar fechada até à primavera. Os moradores pedem obras desde o ano passado, mas não havia dinheiro para isso, disse o presidente depois da reunião.",
    "it": "Il consiglio comunale ha annunciato lunedì che il vecchio ponte resterà chiuso fino alla primavera. Gli abitanti chiedono la riparazione dall'anno scorso, ma non c'erano i soldi, ha detto il sindaco dopo la riunione.",
    "nl": "De gemeenteraad heeft maandag gezegd dat de oude brug tot het voorjaar dicht blijft. Bewoners vragen al sinds vorig jaar om herstel, maar er was geen geld voor, zei de burgemeester na de vergadering tegen de pers.",
    "pl": "Rada miasta poinformowała w poniedziałek, że stary most pozostanie zamknięty do wiosny. Mieszkańcy proszą o naprawę od zeszłego roku, ale nie było na to pieniędzy, powiedział burmistrz dziennikarzom po posiedzeniu.",
    "cs": "Městská rada v pondělí oznámila, že starý most zůstane uzavřen až do jara. Obyvatelé žádají o opravu už od loňského roku, ale peníze na ni nebyly, řekl starosta novinářům po jednání.",
    "sk": "Mestská rada v pondelok oznámila, že starý most zostane zatvorený až do jari. Obyvatelia žiadajú o opravu už od minulého roka, ale peniaze na ňu neboli, povedal primátor novinárom po rokovaní.",
    "sl": "Mestni svet je v ponedeljek sporočil, da bo stari most do pomladi ostal zaprt. Prebivalci zahtevajo popravilo že od lanskega leta, vendar za to ni bilo denarja, je po seji dejal župan.",
    "sv": "Kommunen meddelade på måndagen att den gamla bron förblir stängd till våren. Invånarna har bett om en reparation sedan förra året, men det fanns inga pengar till det, sade borgmästaren efter mötet.",
    "da": "Kommunen oplyste mandag, at den gamle bro forbliver lukket til foråret. Beboerne har bedt om en reparation siden sidste år, men der var ikke penge til det, sagde borgmesteren til pressen efter mødet.",
    "nb": "Kommunen opplyste mandag at den gamle broen forblir stengt til våren. Innbyggerne har bedt om en reparasjon siden i fjor, men det var ikke penger til det, sa ordføreren til pressen etter møtet. Nå skal saken opp igjen.",
    "fi": "Kaupunginvaltuusto kertoi maanantaina, että vanha silta on suljettuna kevääseen asti. Asukkaat ovat pyytäneet korjausta viime vuodesta lähtien, mutta rahaa ei ollut, sanoi kaupunginjohtaja kokouksen jälkeen.",
    "is": "Bæjarráð tilkynnti á mánudag að gamla brúin verði lokuð fram á vor. Íbúar hafa beðið um viðgerð síðan í fyrra en það voru ekki til peningar fyrir henni, sagði bæjarstjórinn við blaðamenn eftir fundinn.",
    "et": "Linnavolikogu teatas esmaspäeval, et vana sild jääb kevadeni suletuks. Elanikud on remonti palunud juba eelmisest aastast, kuid selle jaoks ei olnud raha, ütles linnapea pärast istungit ajakirjanikele.",
    "lt": "Miesto taryba pirmadienį pranešė, kad senasis tiltas liks uždarytas iki pavasario. Gyventojai prašo remonto nuo praėjusių metų, bet tam nebuvo pinigų, po posėdžio žurnalistams sakė meras. Dabar jis žada, kad darbai bus pradėti.",
    "lv": "Pilsētas dome pirmdien paziņoja, ka vecais tilts būs slēgts līdz pavasarim. Iedzīvotāji remontu lūdz jau kopš pagājušā gada, bet naudas tam nav bijis, pēc sēdes žurnālistiem teica mērs.",
    "tr": "Belediye meclisi pazartesi günü eski köprünün bahara kadar kapalı kalacağını açıkladı. Halk geçen yıldan bu yana onarım istiyor, ancak bunun için para yoktu, dedi belediye başkanı toplantıdan sonra gazetecilere.",
    "el": "Το δημοτικό συμβούλιο ανακοίνωσε τη Δευτέρα ότι η παλιά γέφυρα θα μείνει κλειστή μέχρι την άνοιξη. Οι κάτοικοι ζητούν επισκευή από πέρυσι.",
    "he": "מועצת העיר הודיעה ביום שני כי הגשר הישן יישאר סגור עד האביב. התושבים מבקשים תיקון מאז השנה שעברה, אך לא היה לכך כסף.",
    "hi": "नगर परिषद ने सोमवार को कहा कि पुराना पुल वसंत तक बंद रहेगा। निवासी पिछले साल से मरम्मत की मांग कर रहे हैं, लेकिन इसके लिए पैसा नहीं था, महापौर ने बैठक के बाद पत्रकारों को बताया।",
    "bn": "নগর পরিষদ সোমবার জানিয়েছে যে পুরনো সেতুটি বসন্ত পর্যন্ত বন্ধ থাকবে। বাসিন্দারা গত বছর থেকে মেরামতের দাবি করে আসছেন, কিন্তু এর জন্য টাকা ছিল না, বৈঠকের পর মেয়র এই কথা বলেন।",
    "id": "Dewan kota mengatakan pada hari Senin bahwa jembatan lama akan tetap ditutup hingga musim semi. Warga sudah meminta perbaikan sejak tahun lalu, tetapi tidak ada uang untuk itu, kata wali kota kepada wartawan.",
    "ms": "Majlis bandar raya berkata pada hari Isnin bahawa jambatan lama akan terus ditutup sehingga musim bunga. Penduduk telah meminta pembaikan sejak tahun lalu, tetapi tidak ada wang untuk itu, kata datuk bandar.",
    "vi": "Hội đồng thành phố cho biết hôm thứ Hai rằng cây cầu cũ sẽ vẫn đóng cửa cho đến mùa xuân. Người dân đã yêu cầu sửa chữa từ năm ngoái, nhưng không có tiền cho việc này, thị trưởng nói sau cuộc họp.",
    "th": "สภาเมืองแถลงเมื่อวันจันทร์ว่าสะพานเก่าจะยังคงปิดจนถึงฤดูใบไม้ผลิ ชาวบ้านเรียกร้องให้ซ่อมแซมมาตั้งแต่ปีที่แล้ว แต่ไม่มีงบประมาณ",
    "sw": "Baraza la jiji lilisema siku ya Jumatatu kwamba daraja la zamani litabaki limefungwa hadi majira ya kuchipua. Wakazi wamekuwa wakiomba ukarabati tangu mwaka jana, lakini hakukuwa na fedha kwa ajili ya kazi hiyo, alisema meya.",
    "zu": "Umkhandlu wedolobha uthe ngoMsombuluko ibhuloho elidala lizohlala livaliwe kuze kufike intwasahlobo. Abantu bebelokhu becela ukuthi lilungiswe kusukela ngonyaka odlule, kodwa imali ibingekho, kusho imeya ngemuva komhlangano. Wathi futhi kumele balinde ngoba umsebenzi mkhulu kakhulu.",
    "xh": "Ibhunga lesixeko lithe ngoMvulo ibhulorho endala iza kuhlala ivaliwe kude kube yintwasahlobo. Abantu bebesoloko becela ukuba ilungiswe ukususela kulo nyaka uphelileyo, kodwa imali ibingekho, watsho usodolophu emva kwentlanganiso. Uthi kufuneka balinde kuba umsebenzi mkhulu kwaye unzima.",
    "af": "Die stadsraad het Maandag gesê dat die ou brug tot die lente gesluit sal bly. Inwoners vra al sedert verlede jaar dat dit herstel word, maar daar was nie geld daarvoor nie, het die burgemeester ná die vergadering gesê.",
    "ko": "시의회는 월요일 오래된 다리를 봄까지 계속 폐쇄한다고 밝혔다. 주민들은 지난해부터 보수를 요구해 왔지만 예산이 없었다고 시장이 말했다.",
    "ja": "市議会は月曜日、古い橋を春まで閉鎖すると発表した。住民は昨年から修理を求めてきたが、予算がなかったと市長は会議の後、記者団に語った。",
    "zh": "市议会星期一宣布，旧桥将关闭到春天。居民从去年起就要求维修，但一直没有经费，市长在会后对记者说。他还表示，工程今年内将会开始。",
    "ca": "L'ajuntament va anunciar dilluns que el vell pont continuarà tancat fins a la primavera. Els veïns demanen que es repari des de l'any passat, però no hi havia diners per a això, va dir l'alcalde després de la reunió.",
    "crh": "Şeer şurası bazarertesi künü eski köpürniñ baarge qadar qapalı qalacağını bildirdi. Sakinler keçken yıldan berli tamir istey, amma bunıñ içün para yoq edi, dedi şeer reisi toplaşuvdan soñ. Bu yıl içün da ümüt bar, dep qoştı o.",
    "ce": "Гӏалин кхеташоно оршотан дийнахь хаийтира, шира тӏай бӏаьсте тӏекхаччалц дӏакъевлина хир ду аьлла. Цу тӏехь болу бахархоша стохка дуьйна доьху тӏай тадар, амма цунна ахча ца хилла, бохуш дийцира мэро. Ма дарра аьлча, оцу балхана шен хан ю.",
    "ku": "Encumena bajêr roja duşemê got ku pira kevn heta biharê dê girtî bimîne. Niştecihên bajêr ji sala borî ve daxwaza çêkirina wê dikin, lê pere ji bo vê yekê tune bû, şaredar piştî civînê ji rojnamevanan re got.",
}  # fmt: skip


@pytest.mark.parametrize("tag", NEWS)
def test_a_news_item_is_in_its_own_language(tag: str) -> None:
    assert same_language(language_of(NEWS[tag]), tag)


@pytest.mark.parametrize(("tag", "code"), [("az", "az"), ("nb", "nb"), ("da", "da"), ("sr", "sr"), ("ms", "ms"), ("fa", "fa"), ("ky", "ky")])  # fmt: skip
def test_near_relations_keep_their_own_codes(tag: str, code: str) -> None:
    assert language_of(NEWS[tag]) == code


def test_arabic_letters_typed_on_another_keyboard_stay_persian() -> None:
    assert language_of(NEWS["fa"].replace("ی", "ي").replace("ک", "ك").replace("\u200c", " ")) == "fa"


def test_too_little_text_is_no_language() -> None:
    assert language_of("") is None
    assert language_of("Photo: city hall") is None
    assert language_of("12.05.2024 — 18:30 / +7 (495) 000-00-00 " * 20) is None


def test_names_and_invented_words_are_no_language() -> None:
    assert language_of("Ivanov Petrov Sidorov Kowalski Novak Kovacs Popescu Smith Garcia Rossi Muller " * 5) is None
    assert language_of("blorft quendle vasputin orkel dremmo phlaz tindu wackero plix omdra sentu velk " * 5) is None
    assert language_of("блорф квендл васпут оркел дреммо флаз тинду вакеро пликс омдра сенту велк " * 5) is None


def test_half_one_script_and_half_another_is_no_language() -> None:
    assert language_of(NEWS["ru"] + NEWS["en"] + NEWS["ka"]) is None


@pytest.mark.parametrize("tag", ["ru", "de", "fa", "tr", "zh"])
def test_a_few_foreign_names_do_not_matter(tag: str) -> None:
    assert same_language(language_of(NEWS[tag] + " Reuters, Associated Press, YouTube"), tag)


def test_tags_that_name_one_language_agree() -> None:
    assert same_language("en-US", "en_gb")
    assert same_language("sr", "hr") and same_language("bs-Latn", "cnr") and same_language("sh", "sr")
    assert same_language("fa", "prs") and same_language("nb", "no") and same_language("nn-NO", "no")
    assert same_language("id", "ms") and same_language("zh-Hant", "yue")
    assert not same_language("ru", "uk")
    assert not same_language("fa", "tg"), "one language in two scripts is read by different readers"
    assert not same_language(None, None)
    assert not same_language("", "en")


def test_the_primary_language_of_a_tag() -> None:
    assert primary("en-US") == "en"
    assert primary("PT_br") == "pt"
    assert primary(None) is None
    assert primary("") is None


@given(st.text(max_size=400))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert language_of(text) is None or language_of(text)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus of real pages is not here")
def test_real_pages_are_in_the_language_the_corpus_says() -> None:
    from a11ylint.document import parse  # the page's paragraphs, not the detector, need the parser
    from a11ylint.source import Source

    pages = [json.loads(line) for line in (CORPUS / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    wrong: list[tuple[str, str | None]] = []
    unknown: list[str] = []
    for page in pages:
        if not page.get("lang"):
            continue
        document = parse(Source.from_bytes(gzip.decompress((CORPUS / page["file"]).read_bytes())))
        paragraphs = [element.text for element in document.find("p") if not element.hidden]
        text = "\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if len(paragraph) > 60)
        if len(text) < 300:
            continue  # hardly a text
        found = language_of(text)
        if found is None:
            unknown.append(page["file"])
        elif not same_language(found, page["lang"]):
            wrong.append((page["file"], found))
    assert not wrong
    assert len(unknown) <= 0.05 * len(pages)
