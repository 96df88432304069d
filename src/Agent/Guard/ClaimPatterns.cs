using System.Text.RegularExpressions;
using ChatCommerce.Agent.Brain;

namespace ChatCommerce.Agent.Guard;

/// <summary>How claims look in lower-case English and Korean text.</summary>
internal static partial class ClaimPatterns
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture;
    private const int Wait = PlainWords.MatchTimeout;
    private const string Digits = @"\d[\d,]*(\.\d+)?";

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]{1,15}:(//)?[^\s<>""]+(?<=//.+|data:.+|javascript:.+|mailto:.+|tel:.+)|\bwww\.[^\s<>""]+|[\w.+-]+@[\w-]+(\.[\w-]+)+|\b([a-z0-9-]+\.)+(com|net|org|io|shop|co|kr|me|ly|link|info|biz|xyz|app|dev|ru|cn|uk|gl|to|page|site|store|online|test|example)\b(/[^\s<>""]*)?", Options, Wait)]
    public static partial Regex Link { get; }

    [GeneratedRegex(@"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}:\d{2}(:\d{2})?|\d{1,2}/\d{1,2}(/\d{2,4})?|\d{1,4}년|\d{1,2}월( ?\d{1,2}일)?|\b(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\.? \d{1,2}(st|nd|rd|th)?\b|\b\d{1,2}(st|nd|rd|th)? (of )?(january|february|march|april|june|july|august|september|october|november|december)\b|\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|tonight|next week|overnight)\b|[월화수목금토일]요일|내일|모레|다음 ?주|\b(one|two|three|four|five|six|seven|\d+)([-–~]\d+)? ?(business |working )?(minutes?|hours?|days?|weeks?|months?|years?)\b|\d+([-–~]\d+)? ?(분|시간|영업일|일|주일|주|개월|년)(?=[\s.,]|안|이|내|에|간|후|뒤|$)|\d{1,2} ?(am|pm|a\.m\.|p\.m\.)\b|\d{1,2}시( ?\d{1,2}분)?", Options, Wait)]
    public static partial Regex Time { get; }

    [GeneratedRegex("(?<n>" + Digits + @") ?(%|percent\b|퍼센트|프로(?!\w))", Options, Wait)]
    public static partial Regex Share { get; }

    // Amounts and shares in words cannot be compared with records; they count only as the very same words in one.
    [GeneratedRegex(@"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)([ -](five|one|two|three|four|six|seven|eight|nine|hundred|thousand|and))* (dollars?|bucks|cents|won|euros?|pounds|percent)\b|[일이삼사오육칠팔구십백천만]+ ?원(?=에|이|을|으|은|만|입|정|짜|까|부|도|\W|$)|\b(half|quarter) (price|off)\b|반값|반 ?가격", Options, Wait)]
    public static partial Regex SpelledAmount { get; }

    [GeneratedRegex(@"((us)?\$|[₩€£¥₹₫]|\b(usd|krw|eur|gbp|jpy|inr|vnd)\b) ?(?<n>" + Digits + @") ?(?<scale>[천억]|k\b)?|(?<ten>" + Digits + @") ?만( ?(?<thousand>\d+) ?천)? ?원|(?<n>" + Digits + @") ?(?<scale>[천백억]|k)? ?(원|달러|dollars?\b|bucks?\b|cents?\b|won\b|usd\b|krw\b|eur\b|euros?\b|gbp\b|pounds?\b|[$€£₫])", Options, Wait)]
    public static partial Regex Amount { get; }

    [GeneratedRegex("(only |just )?(?<n>" + Digits + @") (pieces? |units? |items? |pairs? )?(left|in stock|available|remaining)\b|""(available|left)"": ?(?<n>\d+)|(?<n>" + Digits + @") ?(개|켤레|벌|장|병|잔|권)(만|가|는|이)? ?(남|있|재고)|재고(는|가)? ?(?<n>" + Digits + ")", Options, Wait)]
    public static partial Regex Stock { get; }

    [GeneratedRegex(@"(?<!feel )(?<![\w-])(?<word>free|discounts?|discounted|coupons?|promo|refunds?|refunded|money back|guarantees?|guaranteed|warranty|gift|cancell?ed|paid|shipped|delivered|confirmed|reserved|added|removed|approved|credited|in stock|out of stock|sold out)\b|(?<word>무료|공짜|할인|쿠폰|사은품|증정|적립|환불|보장|보증|취소했|취소됐|취소되었|취소 완료|결제됐|결제되었|결제 완료|발송했|배송됐|담았|뺐어|뺐습|확정|품절|재고 있|재고가 있)", Options, Wait)]
    public static partial Regex Promise { get; }

    [GeneratedRegex("(?<n>" + Digits + ")", Options, Wait)]
    public static partial Regex Figure { get; }

    [GeneratedRegex(@"\s+", Options, Wait)]
    public static partial Regex Space { get; }
}
