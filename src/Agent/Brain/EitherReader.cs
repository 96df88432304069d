using System.Text.RegularExpressions;

namespace ChatCommerce.Agent.Brain;

/// <summary>What is read alike in either language, each by its own patterns: questions to the shop, and what is only polite.</summary>
internal sealed record EitherReader(
    Regex ShopQuestion, Regex Discount, Regex Browse, Regex More, Regex Greeting, Regex Thanks, Regex Bye, Regex Curious, Regex FromAdvertisement)
{
    public Move? Advertised(Sentence said, string text) => text switch
    {
        _ when Curious.IsMatch(text) => said.Curious(),
        _ when FromAdvertisement.IsMatch(text) => Move.To("show_menu", ("reason", "welcome")),
        _ => null,
    };

    public Move? Ask(Sentence said, string text) => text switch
    {
        _ when ShopQuestion.IsMatch(text) => Topics.Ask(said.Text),
        _ when Discount.IsMatch(text) => Move.To("show_menu", ("reason", "discount")),
        _ when Browse.IsMatch(text) => Move.To("show_categories"),
        _ when More.IsMatch(text) => said.More(),
        _ => null,
    };

    public Move? Courtesy(Sentence said, string text) => text switch
    {
        _ when Greeting.IsMatch(text) => Move.To("show_menu", ("reason", "welcome")),
        _ when Thanks.IsMatch(text) => Move.To("show_menu", ("reason", "thanks")),
        _ when Bye.IsMatch(text) => Move.To("show_menu", ("reason", "bye")),
        _ when PlainWords.YesOrNo(said.Text) is not null => Move.To("show_menu", ("reason", "nothing-asked")),
        _ => null,
    };
}
