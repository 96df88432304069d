using System.Collections.Frozen;
using System.Globalization;

namespace ChatCommerce.Sandbox.Stripe.Objects;

/// <summary>Currencies as Stripe counts them: how many decimals, the least that can be charged, how it is written.</summary>
internal static class Currency
{
    private const string Supported =
        "usd aed all amd ang aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop crc czk djf dkk dop dzd " +
        "egp etb eur fjd gbp gel ghs gip gmd gnf gtq gyd hkd hnl huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lbp lkr lrd mad " +
        "mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr " +
        "sek sgd shp sle sos srd szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw";

    private static readonly FrozenSet<string> Known = Supported.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ZeroDecimal =
        "bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> ThreeDecimal = "bhd jod kwd omr tnd".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// From the table of docs.stripe.com/currencies. A currency that is not in it must convert to half a dollar: about
    /// 700 won, which is why the won stands here; the rest is held to one minor unit.
    /// </summary>
    private static readonly FrozenDictionary<string, long> Least = new Dictionary<string, long>(StringComparer.Ordinal)
    {
        ["usd"] = 50, ["aed"] = 200, ["aud"] = 50, ["bgn"] = 100, ["brl"] = 50, ["cad"] = 50, ["chf"] = 50, ["czk"] = 1500,
        ["dkk"] = 250, ["eur"] = 50, ["gbp"] = 30, ["hkd"] = 400, ["huf"] = 17500, ["inr"] = 50, ["jpy"] = 50, ["krw"] = 700,
        ["mxn"] = 1000, ["myr"] = 200, ["nok"] = 300, ["nzd"] = 50, ["pln"] = 200, ["ron"] = 200, ["sek"] = 300, ["sgd"] = 50,
        ["thb"] = 1000,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Signs = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["usd"] = "$", ["cad"] = "CA$", ["aud"] = "A$", ["nzd"] = "NZ$", ["hkd"] = "HK$", ["sgd"] = "S$", ["eur"] = "€", ["gbp"] = "£",
        ["jpy"] = "¥", ["cny"] = "CN¥", ["krw"] = "₩", ["inr"] = "₹", ["vnd"] = "₫", ["brl"] = "R$", ["mxn"] = "MX$",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool IsKnown(string currency) => Known.Contains(currency);

    public static long Minimum(string currency) => Least.GetValueOrDefault(currency, 1);

    public static int Decimals(string currency) =>
        ZeroDecimal.Contains(currency) ? 0 : ThreeDecimal.Contains(currency) ? 3 : 2;

    /// <summary>"$130.00", "₩129,000", "KWD 5.120".</summary>
    public static string Format(long minor, string currency)
    {
        var decimals = Decimals(currency);
        var amount = minor / (decimal)Math.Pow(10, decimals);
        var sign = Signs.GetValueOrDefault(currency, currency.ToUpperInvariant() + " ");
        return sign + amount.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
