using System.Text.RegularExpressions;

namespace ChatCommerce.Agent.Brain;

/// <summary>How English sentences in a shop's chat look; the text is folded to lower case and has no marks at its end.</summary>
internal static partial class EnglishPatterns
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture;
    private const int Time = PlainWords.MatchTimeout;
    private const string Count = @"-?\d[\d.,]*|a couple( of)?|(\w+ )?dozen|another|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve";
    private const string Advertised = @"(this|it|that|these|the ad|your (ad|post|offer|products?|items?))";
    private const string Hello = "(hi|hello|hey|good (morning|afternoon|evening))( there| guys| all| everyone)?";
    private const string FromCart = @"( (to|in|into|on|from|out of) (my |the )?(cart|basket|order|bag))?";

    /// <summary>Polite openings that change nothing, a greeting before what is wanted among them.</summary>
    [GeneratedRegex(@"^(" + Hello + @"(, *| +(?=(i|i'm|i'd|i'll|can|could|would|do|does|is|are|what|where|when|how|show|please|my|add|put|give|get|tell|remove|take|cancel|track)\b))|(and|so|ok|okay|well|then|also|please|pls|now|alright|actually|um+|oh|no|yes|yeah|great|perfect|cool),? +|(can|could|would|will) you (please )?(?!(ship|deliver|send|speak|talk|give me \d+ ?%))|i('d| would) like you to +|go ahead and +|let'?s +)+", Options, Time)]
    public static partial Regex Politeness { get; }

    /// <summary>Polite endings that change nothing.</summary>
    [GeneratedRegex(@"(,? (please|pls|plz|for me|then|thx))+$", Options, Time)]
    public static partial Regex Afterword { get; }

    [GeneratedRegex(@"^((can|could) (you|we) )?(please )?((speak|talk|switch|change|reply|write|answer)( to me)?( to| in)? )?(in )?(?<to>english|korean)( please| language)?$|\b(speak|talk|reply|answer|write|switch to|change to|language to)\b.*\b(?<to>english|korean)\b", Options, Time)]
    public static partial Regex Language { get; }

    [GeneratedRegex(@"\b(speak|talk|reply|answer|switch to|change to|language to)\b.*\b(?<to>spanish|french|german|japanese|chinese|vietnamese|portuguese|italian|russian)\b", Options, Time)]
    public static partial Regex Foreign { get; }

    /// <summary>What advertisements write for those who tap them.</summary>
    [GeneratedRegex(@"^((can|could|may) (i|we|you) )?((get|have|give me|send me|tell me|see|know) )?((i('d| would) (like|love)|i (want|need))( to (get|have|know|see))? )?(some )?(more |further )?(info|information|details)( (on|about|for|of) " + Advertised + ")?$|^(tell me|(i('d| would) like to |i want to |i'd love to )?(know|learn|hear)) more( (about|on) " + Advertised + ")?$|^(i('m| am) )?((very|really|so) )?interested( (in|by) " + Advertised + ")?$", Options, Time)]
    public static partial Regex Curious { get; }

    /// <summary>What people say who saw one.</summary>
    [GeneratedRegex(@"^(i )?(just )?(saw|seen|found|clicked|clicked on|came (from|through|across)) (you|(your|this|the|an) (ads?|advert|advertisement|post|story|reel|video))( on (instagram|insta|ig|facebook|fb|tiktok|youtube|google|messenger))?$", Options, Time)]
    public static partial Regex FromAdvertisement { get; }

    [GeneratedRegex(@"\bcancel(l?ing|l?ed|lation)?\b.*\b(order|orders|purchase|payment|it|that|everything)\b|^(i want to |i'd like to |please )?cancel$|\border\b.*\bcancel", Options, Time)]
    public static partial Regex CancelOrder { get; }

    [GeneratedRegex(@"\b(where('?s| is| are)|track|status|update|happened|when will|has|did|check|any news)\b.*\b(my|the|an) (order|orders|parcel|package|delivery|shipment|stuff|payment)\b|\b(status|track(ing)?)\b.*\border\b|\border (status|history|number)\b|^(my |show my |see my )?orders?$|^track\b", Options, Time)]
    public static partial Regex OrderStatus { get; }

    [GeneratedRegex(@"\bhow (can|do|could|should|would) (i|we|you) pay\b|\bpayment (methods?|options?|ways?)\b|\b(do you|can i|could i|can you) (accept|take|pay (with|by|using|in|on))\b|\b(credit card|paypal|apple pay|google pay|bank transfer|installments?)\b", Options, Time)]
    public static partial Regex Payment { get; }

    [GeneratedRegex(@"\bcheck ?out\b|^(i('d| would)? (want|like|need) to |i('m| am) ready to |ready to |let me |can i |may i |i'll |i will )?(pay( now| for (it|them|this|everything|my cart|the cart))?|place (the|my|an) order|order now|buy now|complete (the|my) (order|purchase)|finish (the|my) (order|purchase)|purchase (everything|my cart))( now| please)?$|^i('m| am) done$", Options, Time)]
    public static partial Regex Checkout { get; }

    [GeneratedRegex(@"\b(empty|clear|reset)\b.*\b(cart|basket)\b|^(remove|delete|clear|empty) (everything|all( of it| items)?|it all)( from my cart| from the cart)?$", Options, Time)]
    public static partial Regex ClearCart { get; }

    [GeneratedRegex(@"^(make (it|that) )?(?<n>" + Count + @") (less|fewer)( of (?<item>.+))?$|^(remove|take off|take away|take out|drop|delete) (just |only )?(?<n>\d+|one|two|three|four|five)( of (?<item>.+?))?" + FromCart + "$", Options, Time)]
    public static partial Regex Fewer { get; }

    [GeneratedRegex(@"^(add |i('d| would) like |i want |give me |make (it|that) )?(?<n>" + Count + @") more( of (?<item>.+?))?" + FromCart + @"$|^(add )?(?<n>another)( one)?( of (?<item>.+?))?" + FromCart + "$", Options, Time)]
    public static partial Regex OneMore { get; }

    [GeneratedRegex(@"^(i want to |i'd like to )?(remove|delete|take out|drop|discard|get rid of|take off|i don'?t (want|need)|no longer want) (?<item>.+?)( anymore| any more)?" + FromCart + @"$|^take (?<item>.+?) (out|off)( of (my|the) (cart|basket))?$", Options, Time)]
    public static partial Regex Remove { get; }

    [GeneratedRegex(@"^(i want to |i'd like to )?(make|change|set|update|increase|decrease|reduce)\s+(?<item>(?!.*\b(size|colou?r)\b).*?)\s*(\bto\b|\binto\b|=)?\s*\b?(?<n>-?\d[\d.,]*|(a |half a |\w+ )?dozen|a couple|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty)( of (them|those|it)| pieces| pairs| instead)?$|^(i want|i need|i'll take|let's do|i'd like) (?<n>-?\d[\d.,]*|\w+) of (?<item>them|those|these|it)$|^(?<item>quantity|qty) (?<n>\S+)$", Options, Time)]
    public static partial Regex SetQuantity { get; }

    [GeneratedRegex(@"\b(cart|basket)\b", Options, Time)]
    public static partial Regex ShowCart { get; }

    [GeneratedRegex(@"^(i('d| would)? (want|like) to |i'll |i will |let me |please )?(add|put|throw in|toss in)\b ?(?<item>.*?)" + FromCart + @"$|^(i'll|i will|let me|i want to|i'd like to|i would like to|i wanna) (take|have|buy|order|get|purchase) (?<item>.+?)" + FromCart + @"$|^(buy|order|purchase|take) (?<item>.+?)" + FromCart + @"$|^(give me|get me|i want|i'd like|i need) (?<item>(the|that|this|those|these|it|(" + Count + @") of) ?.*?)" + FromCart + @"$|^(?<item>(" + Count + @") of (the|these|those|that|this) .+)$", Options, Time)]
    public static partial Regex AddItem { get; }

    /// <summary>Where one thing to add ends and the next begins: "a mug and two candles".</summary>
    [GeneratedRegex(@",? and (?=(an?|the|one|two|three|four|five|six|seven|eight|nine|ten|\d+) )", Options, Time)]
    public static partial Regex AndAnother { get; }

    [GeneratedRegex(@"^(show (me )?|i like |i'd like |i'll take |give me |tell me (more )?about |what about |see |pick |choose |select )?(the |number |no\.? ?|option |item |#)*((first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)( one| item| option| product)?|\d{1,2})$", Options, Time)]
    public static partial Regex PlaceOnly { get; }

    [GeneratedRegex(@"\b(ship|ships|shipped|shipping|deliver|delivers|delivery|deliveries|postage|courier|abroad|overseas)\b|\b(returns?|returning|refunds?|exchanges?|exchanging|money back|warranty|guarantee)\b|\b(doesn'?t|don'?t|does not|do not) fit\b|\b(opening|business|open|store|shop|working) hours?\b|\b(are|r) (you|u) (guys )?(open|closed)\b|\b(when|what time|how late|until when)\b.*\b(open|close|closed)\b|\bopen (on|today|tomorrow|now|at|until|this)\b|\bhours\??$|\b(wash|washing|laundry|machine wash|care (instructions|for)|how (do|should|can) i (clean|wash|care))\b|\b(who are you|about (you|your shop|the shop|this shop|your company)|where are you|where is (your|the) (shop|store)|your (address|location|phone|phone number|e-?mail)|contact (you|details|info)|pick ?up)\b|\bgift ?wrap", Options, Time)]
    public static partial Regex ShopQuestion { get; }

    [GeneratedRegex(@"\bdiscounts?\b|\bcoupons?\b|\bpromo( code)?\b|\d+ ?(%|percent) off\b|\b(lower|reduce|drop|beat|match) (the|your|that|this) price\b|\bbest price\b|\bgive me a (deal|better price)\b|\b(cheaper|less) for me\b|\bhalf price\b|\bfor free\b|\bhaggle\b", Options, Time)]
    public static partial Regex Discount { get; }

    [GeneratedRegex(@"^(browse|categories|catalog(ue)?|menu|products|what (do|can) you (sell|have|carry|offer)( here)?|what (can|could) i buy( here)?|what('s| is) (there|available)|show (me )?(everything|all|your (products|catalog|stuff|categories)|what you (have|sell)|all products|categories)|just (looking|browsing))$", Options, Time)]
    public static partial Regex Browse { get; }

    [GeneratedRegex(@"^(show (me )?)?(some )?more( results| options| please| of (them|these|those))?$|^next( page)?$|^what else\b|^anything else$|^others?$", Options, Time)]
    public static partial Regex More { get; }

    [GeneratedRegex(@"^(hi+|hello+|hey+|hiya|howdy|yo|hola|good (morning|afternoon|evening|day)|greetings|hi hello|start over|help|help me|what can you do|how are you( doing)?( today)?|how does this work|are you a (ro)?bot|is (anyone|anybody|someone) (there|here))( there| all| everyone| again| guys| friend| team)?$|^how are you\b", Options, Time)]
    public static partial Regex Greeting { get; }

    [GeneratedRegex(@"^(many |ok |okay |great |perfect |awesome |cool |no )?(thanks|thank you|thank u|thx|ty|tysm|cheers|much appreciated|appreciate it|that'?s (all|it|great|perfect)|perfect|awesome|great|cool|nice|lovely|wonderful)( (so|very) much| a lot| again| everyone| guys| for (your|the|all your) help| you)?( thanks| thank you)?$", Options, Time)]
    public static partial Regex Thanks { get; }

    [GeneratedRegex(@"^(good ?)?bye( bye)?( now)?$|^see (you|ya)( later| soon)?$|^good night$|^have a (nice|good|great) (day|one|evening|weekend)$|^later$", Options, Time)]
    public static partial Regex Bye { get; }

    [GeneratedRegex(@"^((only|but|just|what about|how about|any|anything|something|ones?|do you have (it|them|any|one)) )*(under|below|over|above|less than|more than|up to|between|cheaper than|around|in (size |a )?\S+$|in (blue|black|white|red|green|gray|grey|yellow|pink|brown|navy))\b", Options, Time)]
    public static partial Regex Narrowing { get; }

    [GeneratedRegex(@"^(of )?(it|that|this|them|those|these|one|the item|the items|item|the quantity|quantity|qty|the amount|the number|the cart|my cart|cart|this one|that one|the one|one of (them|these|those)|it (all|too))?$|^it for\b.*$|^for\b.*$", Options, Time)]
    public static partial Regex Pronoun { get; }

    [GeneratedRegex(@"#?\b(?<n>[a-z]{0,4}-?\d{3,12})\b", Options, Time)]
    public static partial Regex Number { get; }
}
