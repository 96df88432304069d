using System.Text.RegularExpressions;

namespace ChatCommerce.Agent.Brain;

/// <summary>Which page of the shop a question is about, when its words say so.</summary>
internal static partial class Topics
{
    public static Move Ask(string question) => Move.To("search_documents", ("question", question), ("topic", Of(question.ToLowerInvariant())));

    private static string? Of(string question) => question switch
    {
        _ when Returns.IsMatch(question) => "returns",
        _ when Payment.IsMatch(question) => "payment",
        _ when Shipping.IsMatch(question) => "shipping",
        _ when Hours.IsMatch(question) => "hours",
        _ when Care.IsMatch(question) => "care",
        _ when About.IsMatch(question) => "about",
        _ => null,
    };

    [GeneratedRegex(@"\breturn|refund|exchang|money back|warranty|guarantee|\bfit\b|반품|교환|환불|안 ?맞|보증", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Returns { get; }

    [GeneratedRegex(@"\bpay|\bcard\b|paypal|installment|transfer|결제|카드|계좌|할부|무통장|페이|현금|세금계산서", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Payment { get; }

    [GeneratedRegex(@"\bship|deliver|postage|courier|abroad|overseas|배송|택배|발송|도서산간|해외", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Shipping { get; }

    [GeneratedRegex(@"\bhours?\b|\bopen|\bclose|what time|pick ?up|영업|운영 ?시간|상담 ?시간|몇 ?시|문 ?(열|닫)|요일|주말|휴무|쉬는 ?날|공휴일|픽업|방문", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Hours { get; }

    [GeneratedRegex(@"\bwash|laundry|\bcare\b|\bclean|세탁|빨래|관리|보관", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Care { get; }

    [GeneratedRegex(@"who are you|about|where|address|phone|e-?mail|contact|어떤 ?(가게|곳|상점|매장)|소개|위치|주소|연락처|전화|이메일", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex About { get; }
}
