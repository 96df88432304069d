using System.Collections.Frozen;

namespace ChatCommerce.Platform.Money;

/// <summary>An ISO 4217 currency and the number of its minor digits.</summary>
public readonly record struct Currency
{
    private static readonly FrozenDictionary<string, int> Exponents = Table();

    private Currency(string code, int exponent) => (Code, Exponent) = (code, exponent);

    /// <summary>Three upper-case letters.</summary>
    public string Code { get; }

    /// <summary>Minor digits: 2 for USD, 0 for KRW, 3 for KWD.</summary>
    public int Exponent { get; }

    /// <summary>Minor units in one major unit.</summary>
    public long Scale => Exponent switch { 0 => 1, 1 => 10, 2 => 100, 3 => 1000, _ => 10_000 };

    /// <summary>The currency of a code we know; throws on any other, since an unknown exponent loses money.</summary>
    public static Currency Of(string code) => TryOf(code, out var currency)
        ? currency
        : throw new ArgumentException($"Unknown currency '{code}': expected an ISO 4217 code such as USD.", nameof(code));

    public static bool TryOf(string? code, out Currency currency)
    {
        var upper = code?.ToUpperInvariant() ?? "";
        var known = Exponents.TryGetValue(upper, out var exponent);
        currency = known ? new(upper, exponent) : default;
        return known;
    }

    public override string ToString() => Code;

    // ISO 4217 list one; funds, metals and test codes are left out on purpose.
    private static FrozenDictionary<string, int> Table()
    {
        const string zero = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
        const string three = "BHD IQD JOD KWD LYD OMR TND";
        const string two = """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC
            CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR
            JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD
            NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
            SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD YER ZAR ZMW ZWG
            """;
        return Codes(zero, 0).Concat(Codes(two, 2)).Concat(Codes(three, 3)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, int>> Codes(string list, int exponent) =>
        list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(c => KeyValuePair.Create(c, exponent));
}
