using System.Text.RegularExpressions;

namespace ChatCommerce.Agent.Brain;

/// <summary>How Korean sentences in a shop's chat look; the text is folded and has no marks at its end.</summary>
internal static partial class KoreanPatterns
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture;
    private const int Time = PlainWords.MatchTimeout;

    // Do it (for me): 줘, 줘요, 주세요, 주실래요, 줄래요 …
    private const string Please = @"( ?(줘|줘요|주세요|주셔요|주실래요|주시겠어요|줄래|줄래요|주라|주십시오|달라고|주면))";

    /// <summary>A greeting before what is wanted. Short ones need a mark: goods are called 하이 웨이스트 and 안녕 자두야 too.</summary>
    [GeneratedRegex(@"^((안녕하세요|안녕하십니까|반갑습니다)([,~.]+ *| +)|(안녕|하이)[,~.]+ *)(?![,~. ]*(반갑|처음))", Options, Time)]
    public static partial Regex Hello { get; }

    [GeneratedRegex(@"(영어로|영어 ?(말|답|대화|상담|가능|로)|잉글리시|english)", Options, Time)]
    public static partial Regex ToEnglish { get; }

    [GeneratedRegex(@"(한국어로|한국말로|한글로|한국어 ?(말|답|대화|가능))", Options, Time)]
    public static partial Regex ToKorean { get; }

    /// <summary>What advertisements write for those who tap them.</summary>
    [GeneratedRegex(@"^((이|그|해당) ?)?(상품|제품|광고|게시물|것|거)?( ?(에 ?(대해서?|대한|관해|관한)))? ?(더 ?)?(자세히|자세한|추가|상세)?( ?(정보|내용|설명))?(를|을|이|가)? ?(더 ?)?(알고 ?싶|알 ?수 ?있|궁금)(어요|습니다|해요|합니다|을까요|나요|은데요|한데요)$|^((이|그|해당) ?)?(상품|제품)?( ?(에 ?(대해서?|대한|관해|관한)))? ?(더 ?)?(자세한|추가|상세)? ?(정보|내용|설명)(를|을)? ?(좀 ?)?(부탁 ?(드려요|드립니다|드릴게요|해요)|받을 ?수 ?있(나요|을까요))$|^(((이|그|해당) ?)?(상품|제품|광고|것|거) ?(에|에 ?대해)? ?)?(더 ?)?관심 ?(이 ?)?있(어요|습니다|는데요)$", Options, Time)]
    public static partial Regex Curious { get; }

    /// <summary>What people say who saw one, or only say that they will ask something.</summary>
    [GeneratedRegex(@"^((이|그) ?)?(광고|게시물|스토리|릴스|영상|피드|인스타(그램)?|페이스북|유튜브) ?(를|을|에서)? ?(광고 ?(를|을)? ?)?(보고|보구|봤|보았) ?(왔|연락 ?드|문의 ?드|들어왔)?(어요|습니다|려요|립니다|는데요)?$|^문의 ?(좀 ?)?(드려요|드립니다|드릴게요|드릴 ?게 ?있어요|할 ?게 ?있어요|있어요|하고 ?싶어요)$", Options, Time)]
    public static partial Regex FromAdvertisement { get; }

    [GeneratedRegex(@"(주문|결제|구매).*(취소|철회|무르)|취소.*(주문|결제)|^(전부 |다 )?취소(할게요|할래요|해요|하고 싶어요|하려고요|하기|" + Please + @"|해" + Please + @")?$", Options, Time)]
    public static partial Regex CancelOrder { get; }

    [GeneratedRegex(@"주문.*(상태|조회|어디|언제|확인|내역|번호|진행|현황|어떻게 됐|됐나|됐어)|배송.*(조회|어디|언제 와|언제 도착|언제 오|현황|상태|출발했|시작)|(택배|물건|상품|주문한 ?거|주문한 ?것|제 ?거|내 ?거).*(어디|언제 와|언제 오|언제 도착|안 와|안 왔)|어디쯤|^(내|제) 주문$|^주문 ?내역$|언제 (와요|오나요|도착)", Options, Time)]
    public static partial Regex OrderStatus { get; }

    [GeneratedRegex(@"(결제|지불|계산).*(방법|수단|어떻게|뭐로|무엇으로|가능한가|되나요|돼요|가능해)|(카드|계좌|무통장|카카오페이|네이버페이|토스|할부|현금|상품권|휴대폰 ?결제).*(되나|돼요|가능|결제|있나|받나)|현금영수증|세금계산서", Options, Time)]
    public static partial Regex Payment { get; }

    [GeneratedRegex(@"^(그럼 |이제 |그냥 |바로 |이대로 |다 )*(결제|계산|구매|주문)( ?(하기|진행|완료))?( ?(할게|할게요|할께요|할래|할래요|하고 싶어요|하고 싶은데요|하려고요|하려구요|할 ?거예요|하겠습니다|하겠어요|할까요|진행할게요|부탁해요|부탁드려요|좀|링크" + Please + "|해" + Please + "|하게 해" + Please + @"|진행해" + Please + @"|" + Please + @"))*$|장바구니.*(결제|주문|계산)(할|해|하)|체크아웃|결제 ?(링크|창)", Options, Time)]
    public static partial Regex Checkout { get; }

    [GeneratedRegex(@"(장바구니|카트).*(비워|비우|초기화|전부 빼|다 빼|모두 빼|싹)|^(다|모두|전부|싹 다) ?(빼|지워|삭제|비워)", Options, Time)]
    public static partial Regex ClearCart { get; }

    [GeneratedRegex(@"^(장바구니에서 )?(?<item>.*?) ?(빼|지워|삭제해|제거해|삭제|빼고 싶어요|안 살래요|안 살게요)" + Please + @"?( ?요)?$", Options, Time)]
    public static partial Regex Remove { get; }

    [GeneratedRegex(@"^(?<item>.*?(하나|한|두|세|네|다섯|\d+)( ?(개|켤레|벌|장|병|봉지|봉|잔|권|박스|자루|세트))?) ?더( ?(담아|추가해|추가|넣어|주문할게요|살게요|할게요|해)?" + Please + @"?)$", Options, Time)]
    public static partial Regex OneMore { get; }

    [GeneratedRegex(@"^(?<item>.*?)( ?(수량을|수량|개수를|개수))? ?(?<n>(-?\d[\d.,]*|스무|열두|열한|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|하나|둘|셋|넷) ?(개|켤레|벌|장|병|봉지|봉|잔|권|박스|자루|세트|다스)?)(로|으로) ?(바꿔|변경해|변경|수정해|수정|해|줄여|늘려|맞춰|할게요|할래요|할게)" + Please + @"?( ?요)?$", Options, Time)]
    public static partial Regex SetQuantity { get; }

    [GeneratedRegex(@"장바구니|카트|담은 ?(거|것|상품|물건)|담긴 ?(거|것|상품)|뭐 담았", Options, Time)]
    public static partial Regex ShowCart { get; }

    [GeneratedRegex(@"^(?<item>.*?)( ?장바구니에)? ?(담아|담을게요|담을게|담을래요|담아 ?볼게요|추가해|추가할게요|추가|넣어|넣을게요)(" + Please + @"|놔" + Please + @"|둘게요|요)?( ?요)?$|^(?<item>.+?)(을|를)? ?(살게요|살게|살래요|살래|사고 ?싶어요|구매할게요|구매할래요|구매하고 ?싶어요|주문할게요|주문할래요|주문하고 ?싶어요|주문해" + Please + @"|구매해" + Please + @"|주문" + Please + @")$|^(?<item>(?!.*(보여|추천|알려|찾아|말해|골라|연락|도와|깎아|할인|싸게|바꿔|빼|설명|기다려)).+?) ?(주세요|주실래요|줄래요|주십시오)$", Options, Time)]
    public static partial Regex AddItem { get; }

    [GeneratedRegex(@"^((첫|두|세|네|다섯|여섯|일곱|여덟|아홉|열|\d{1,2}) ?번 ?(째)?|마지막) ?(거|것|꺼|걸|상품|제품)?(로|으로|이요|요|은|는|을|를|에)?( ?(보여|알려|자세히|볼게요|볼래요|할게요|할래요|할게|어때요|좋아요|선택|골라|줘|주세요|요)+" + Please + @"?)*$|^\d{1,2}$", Options, Time)]
    public static partial Regex PlaceOnly { get; }

    [GeneratedRegex(@"^(그럼 )?(?<item>.+?)(으로|로|이|가)? ?(할게요|할게|할래요|할래|하겠습니다|선택할게요|고를게요|볼게요|볼래요|좋겠어요|괜찮네요|마음에 들어요|자세히( 보여" + Please + @")?)$", Options, Time)]
    public static partial Regex Choose { get; }

    [GeneratedRegex(@"배송|택배|해외 ?(주문|배송)|도서산간|당일 ?(배송|발송)|발송|반품|교환|환불|안 ?맞으면|사이즈가 안 맞|영업 ?시간|운영 ?시간|상담 ?시간|문 ?(열|닫)|(몇 시|언제).*(열|닫|까지|부터|해요|하나요|영업)|(월|화|수|목|금|토|일)요일|주말에|공휴일|휴무|쉬는 ?날|영업(해|하|일)|세탁|빨래|관리 ?(방법|법|는)|보관 ?(방법|법|은|은요)|어떤 ?(가게|곳|상점|매장)|가게 ?소개|매장|위치|주소|찾아가|연락처|전화 ?번호|이메일|포장|픽업|방문 ?수령|보증|as ?(되|가능)|유통기한", Options, Time)]
    public static partial Regex ShopQuestion { get; }

    [GeneratedRegex(@"깎아|할인|에누리|쿠폰|프로모션|싸게|디씨|네고|덤|가격 ?(낮|내려|조정)|(그냥|공짜로) ?주", Options, Time)]
    public static partial Regex Discount { get; }

    [GeneratedRegex(@"^(둘러보기|카테고리|메뉴|전체 ?상품|상품 ?(전체|목록|종류|다)|뭐 ?(팔아|파나요|파세요|있어요|있나요|있어|파는데)|무엇을 (파|판매)|어떤 ?(상품|물건|거|것)(이|들이)? ?있|그냥 ?(구경|둘러)|구경)", Options, Time)]
    public static partial Regex Browse { get; }

    [GeneratedRegex(@"^(더 ?(보여" + Please + @"|있어요|있나요|보기|볼래요|볼게요|없어요|없나요)|다음( ?(거|것|페이지))?|다른 ?(거|것|건|상품)( ?(있어요|있나요|없어요|없나요|보여" + Please + @"|더))?)", Options, Time)]
    public static partial Regex More { get; }

    [GeneratedRegex(@"^(안녕|안녕하세요|안녕하십니까|안뇽|하이|헬로|반가워요|반갑습니다|ㅎㅇ|하이요|여보세요|저기요|계세요|도움말|도와주세요|도와줘|뭐 할 수 있어요?|무엇을 도와줄 수 있(어요|나요)|처음부터|좋은 (아침|저녁|오후)(이에요|입니다)?|수고하세요|수고 많으세요|봇이에요|로봇이에요|(누구|사람)(세요|이세요|인가요))( ?(요|~|!))*$|^안녕하세요[,~. ]+(반갑|처음)", Options, Time)]
    public static partial Regex Greeting { get; }

    [GeneratedRegex(@"고마워|고맙습니다|고맙|감사|땡큐|ㄱㅅ|수고하셨|최고(예요|에요|네요)|^(좋아요|좋네요|오케이|알겠어요|알겠습니다|네 알겠습니다|굿)$", Options, Time)]
    public static partial Regex Thanks { get; }

    [GeneratedRegex(@"^(안녕히|잘 ?있어|다음에 (올게|봐)|또 올게|이만|바이)", Options, Time)]
    public static partial Regex Bye { get; }

    [GeneratedRegex(@"^((그럼|그중에|그 중에|혹시|더|좀) )*(\S+ ?원 ?(이하|미만|이상|대|아래|까지|짜리|넘는|안 ?넘는)|더 싼|더 저렴한|싼 ?거|(파란|검은|검정|흰|하얀|빨간|초록|노란|회|분홍|갈)색?(은|는|으로|도)?|다른 색)", Options, Time)]
    public static partial Regex Narrowing { get; }

    [GeneratedRegex(@"(?<n>[a-z]{1,4}-?\d{3,12}|\d{4,12})", Options, Time)]
    public static partial Regex Number { get; }
}
