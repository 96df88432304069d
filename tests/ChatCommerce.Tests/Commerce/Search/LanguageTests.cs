using ChatCommerce.Commerce.Search.Words;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Search;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("caresses", "caress")]
    [InlineData("ponies", "poni")]
    [InlineData("cats", "cat")]
    [InlineData("agreed", "agre")]
    [InlineData("hopping", "hop")]
    [InlineData("filing", "file")]
    [InlineData("happy", "happi")]
    [InlineData("relational", "relat")]
    [InlineData("generalizations", "gener")]
    [InlineData("replacement", "replac")]
    [InlineData("adoption", "adopt")]
    [InlineData("controller", "control")]
    [InlineData("sky", "sky")]
    [InlineData("is", "is")]
    public void Words_are_stemmed_as_Porter_published(string word, string stem) => PorterStemmer.Stem(word).Should().Be(stem);

    [Theory]
    [InlineData("The Café™ MACHINE for 1.5 l", "cafe machine 1.5 l")]
    [InlineData("men's shoes don’t", "men shoes dont")]
    [InlineData("１２ inch ｋｅｙ", "12 inch key")]
    [InlineData("1,000 things and 1,5", "1000 things 1 5")]
    [InlineData("파란운동화 blue", "파란운동화 blue")]
    [InlineData("500ml보온병", "500ml 보온병")]
    [InlineData("東京タワー", "東京タワー")]
    public void Text_is_cut_into_words(string text, string words) => Analyzer.Words(text).Select(w => w.Surface).Should().Equal(words.Split(' '));

    [Fact]
    public void A_mixed_word_is_found_whole_and_by_its_parts() => Analyzer.Words("65in")[0].Terms.Should().Equal("65in", "65");

    [Fact]
    public void Written_together_or_not_Korean_shares_its_pairs_of_syllables() => Analyzer.Words("운동화")[0].Terms.Should().Equal("운동", "동화");

    [Theory]
    [InlineData("hi, do you have a usb fan?", "usb fan")]
    [InlineData("i am looking for an xbox one", "xbox one")]
    [InlineData("good evening, show me evening dresses please", "evening dresses")]
    [InlineData("what kind of carry case do you carry", "carry case")]
    [InlineData("혹시 운동화 있나요", "운동화")]
    [InlineData("do you have", "do you have")]
    public void Words_around_the_thing_are_dropped_while_something_remains(string asked, string kept) =>
        ChatWords.Strip(Analyzer.WordsWithStops(asked), _ => false).Select(w => w.Surface).Should().Equal(kept.Split(' '));

    [Theory]
    [InlineData("lamp", "lmap", 1)]
    [InlineData("watch", "wtach", 1)]
    [InlineData("keyboard", "keybord", 1)]
    [InlineData("abc", "abc", 0)]
    [InlineData("ca", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Edit_distance_counts_a_swap_of_neighbours_as_one(string a, string b, int distance) => EditDistance.Osa(a, b, 5).Should().Be(distance);

    [Fact]
    public void Edit_distance_stops_at_its_limit() => EditDistance.Osa("kitten", "sitting", 1).Should().Be(2);

    [Fact]
    public void One_wrong_key_in_a_syllable_is_one_edit() => EditDistance.Osa(Jamo.Apart("운동화"), Jamo.Apart("운둥화"), 3).Should().Be(1);

    [Theory]
    [InlineData("운동화를", "운동화")]
    [InlineData("책은", "책")]
    [InlineData("고양이", "고양이")]
    [InlineData("장갑으로", "장갑")]
    public void A_particle_goes_only_when_the_rest_is_known(string written, string noun)
    {
        var catalog = Catalog("운동화 책 고양이 장갑");

        Josa.Strip(Analyzer.Single(written), catalog).Surface.Should().Be(noun);
    }

    [Fact]
    public void A_word_with_figures_is_never_corrected() => Speller.Readings(Analyzer.Single("tn2111"), Catalog("tn2110 toner")).Should().BeEmpty();

    [Fact]
    public void A_four_letter_word_keeps_its_first_letter() => Speller.Readings(Analyzer.Single("vand"), Catalog("sand hand land")).Should().BeEmpty();

    private static Vocabulary Catalog(string words)
    {
        var cut = Analyzer.Words(words);
        return new Vocabulary(cut.Count, cut.Select(w => new VocabularyRow(w.Surface, 0, 1)).Concat(cut.SelectMany(w => w.Terms).Distinct().Select(t => new VocabularyRow(t, 1, 0))));
    }
}
