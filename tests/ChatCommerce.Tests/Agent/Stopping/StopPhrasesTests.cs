using ChatCommerce.Agent.Brain;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Agent.Stopping;

public sealed class StopPhrasesTests
{
    public static TheoryData<string, string> Stops => [.. StopPhrases.Of(StopPhrases.Stops)];

    public static TheoryData<string, string> Others => [.. StopPhrases.Of(StopPhrases.Others)];

    public static TheoryData<string, string> NoAdvertising => [.. StopPhrases.Of(StopPhrases.NoAdvertising)];

    public static TheoryData<string, string> Advertising => [.. StopPhrases.Of(StopPhrases.Advertising)];

    public static TheoryData<string, string> OnlyAboutOffers => [.. StopPhrases.Of(StopPhrases.OnlyAboutOffers)];

    [Theory]
    [MemberData(nameof(Stops))]
    public void Silence_is_understood_in_the_customers_own_words(string language, string phrase) =>
        PlainWords.Stops(phrase).Should().BeTrue("{0} says so in {1}", phrase, language);

    [Theory]
    [MemberData(nameof(Others))]
    public void What_only_looks_like_it_is_not_taken_for_silence(string language, string phrase) =>
        PlainWords.Stops(phrase).Should().BeFalse("{0} says something else in {1}", phrase, language);

    [Theory]
    [MemberData(nameof(NoAdvertising))]
    public void Who_wants_no_advertising_is_not_taken_to_want_no_messages_at_all(string language, string phrase) =>
        (PlainWords.StopsAdvertising(phrase), PlainWords.Stops(phrase), PlainWords.AgreesToAdvertising(phrase)).Should().Be((true, false, false), "{0} says so in {1}", phrase, language);

    [Theory]
    [MemberData(nameof(Advertising))]
    public void Who_wants_advertising_says_so_in_their_own_words(string language, string phrase) =>
        (PlainWords.AgreesToAdvertising(phrase), PlainWords.StopsAdvertising(phrase), PlainWords.Stops(phrase)).Should().Be((true, false, false), "{0} says so in {1}", phrase, language);

    [Theory]
    [MemberData(nameof(OnlyAboutOffers))]
    [MemberData(nameof(Others))]
    [MemberData(nameof(Stops))]
    public void Nobody_agrees_by_anything_else(string language, string phrase) =>
        (PlainWords.AgreesToAdvertising(phrase), PlainWords.StopsAdvertising(phrase)).Should().Be((false, false), "{0} says something else in {1}", phrase, language);

    [Fact]
    public void Every_language_has_forty_ways_to_say_it() =>
        StopPhrases.Of(StopPhrases.Stops).GroupBy(p => p.Language).Should().HaveCount(8).And.AllSatisfy(g => g.Should().HaveCountGreaterThanOrEqualTo(40, g.Key));
}
