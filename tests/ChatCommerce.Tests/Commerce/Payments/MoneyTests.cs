using ChatCommerce.Platform.Money;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments;

public sealed class MoneyTests
{
    private const int CasesEach = 10_000;
    private const long Most = 1_000_000_000_000;

    // What Stripe's page on currencies says of each: its amount for one major unit, and in what steps of our minor unit it can charge.
    public static TheoryData<string, int, long, long> Currencies => new()
    {
        { "USD", 2, 100, 1 }, { "INR", 2, 100, 1 }, { "HUF", 2, 100, 1 }, { "JPY", 0, 1, 1 }, { "KRW", 0, 1, 1 }, { "VND", 0, 1, 1 },
        { "KWD", 3, 1000, 10 }, { "BHD", 3, 1000, 10 }, { "ISK", 0, 100, 1 }, { "UGX", 0, 100, 1 },
    };

    [Theory]
    [MemberData(nameof(Currencies))]
    public void Every_amount_goes_to_the_provider_and_back_or_is_refused(string code, int exponent, long majorAtStripe, long step)
    {
        Currency.Of(code).Exponent.Should().Be(exponent);
        ProviderAmounts.ToStripe(new(Currency.Of(code).Scale, code)).Value.Should().Be(majorAtStripe);
        foreach (var minor in Amounts(code).Concat([1, 9, 10, 99, 100, 101, 999, 1000, Most - 1, Most]))
        {
            var sent = ProviderAmounts.ToStripe(new(minor, code));
            sent.Ok.Should().Be(minor % step == 0, "{0} {1}", minor, code);
            if (sent.Ok)
            {
                ProviderAmounts.FromStripe(sent.Value, code.ToLowerInvariant()).Should().Be(new Price(minor, code));
                ((Int128)sent.Value * Currency.Of(code).Scale).Should().Be((Int128)minor * majorAtStripe);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Currencies))]
    public void Parts_add_up_to_the_whole(string code, int exponent, long majorAtStripe, long step)
    {
        Amounts(code).Index().Where(amount => !AddUp(amount.Index, amount.Item)).Should().BeEmpty();

        bool AddUp(int i, long minor)
        {
            long[] weights = [1 + (i % 7), (minor % 13) + exponent, majorAtStripe % 11, step];
            var parts = new Price(minor, code).Split(weights);
            return parts.Sum(p => p.Minor) == minor && parts.All(p => p.Minor >= 0);
        }
    }

    [Fact]
    public void Sums_that_overflow_and_currencies_that_differ_are_never_added_up()
    {
        ((Action)(() => _ = new Price(long.MaxValue, "USD") + new Price(1, "USD"))).Should().Throw<OverflowException>();
        ((Action)(() => _ = new Price(long.MaxValue / 2, "USD") * 3)).Should().Throw<OverflowException>();
        ((Action)(() => _ = new Price(1, "USD") + new Price(1, "KRW"))).Should().Throw<InvalidOperationException>();
        ((Action)(() => Currency.Of("XXX"))).Should().Throw<ArgumentException>();
    }

    // The same amounts in every run: a failing case can be found again.
    private static IEnumerable<long> Amounts(string code)
    {
        var state = 0x9E3779B97F4A7C15UL ^ (ulong)code.Sum(c => (long)c);
        for (var n = 0; n < CasesEach; n++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            var digits = 1 + (int)(state % 12);
            yield return 1 + (long)((state >> 8) % (ulong)Math.Pow(10, digits));
        }
    }
}
