using System.Globalization;
using ChatCommerce.Commerce.Orders;

namespace ChatCommerce.Storefront.Wording;

internal sealed class EnglishWords : Words
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    public override string Language => "en";

    public override string SkipToContent => "Skip to content";

    public override string Menu => "Main";

    public override string Products => "Products";

    public override string AllProducts => "All products";

    public override string Posts => "Journal";

    public override string Contact => "Contact";

    public override string GoodToKnow => "Good to know";

    public override string Search => "Search";

    public override string SearchHint => "What are you looking for?";

    public override string Chat => "Chat";

    public override string AskInChat => "Ask in chat";

    public override string BuyInChat => "Buy in chat";

    public override string Featured => "Worth a look";

    public override string New => "New in the shop";

    public override string Shelves => "Browse";

    public override string SeeAll => "See all";

    public override string NothingForSale => "The shelves are still empty";

    public override string NothingForSaleYet => "The first products will stand here soon. Until then, ask us anything in chat.";

    public override string NothingFound => "Nothing found";

    public override string NothingFoundHint => "Try fewer or other words, or ask in chat: we know our shelves by heart.";

    public override string ClearFilters => "Clear filters";

    public override string Category => "Category";

    public override string PriceFrom => "Price from";

    public override string PriceTo => "Price to";

    public override string InStockOnly => "In stock only";

    public override string Sort => "Sort by";

    public override string Newest => "Newest";

    public override string CheapestFirst => "Price, low to high";

    public override string DearestFirst => "Price, high to low";

    public override string Apply => "Show";

    public override string Filter => "Filter and sort";

    public override string Pages => "Pages";

    public override string Previous => "Previous";

    public override string Next => "Next";

    public override string Reduced => "Reduced";

    public override string InsteadOf => "Before:";

    public override string SoldOut => "Sold out";

    public override string Price => "Price";

    public override string Stock => "Stock";

    public override string Sku => "Item no.";

    public override string Details => "Details";

    public override string AllVariants => "Every variant, price and stock";

    public override string NoPicture => "No picture yet";

    public override string ScanToBuy => "Scan to carry on in chat on your phone";

    public override string NoChatWithoutScript => "Our chat needs JavaScript, which is switched off in this browser. Switch it on and reload this page, or reach us directly:";

    public override string ChatLead => "Ask, choose and order right here. You pay on a secure page; card numbers never go into the chat.";

    public override string ChatAway => "The chat cannot be reached just now. Please try again in a moment, or write or call us.";

    public override string AboutThis => "You are asking about";

    public override string StillAsking => "Is something still unclear?";

    public override string Home => "Home";

    public override string OpeningHours => "Opening hours";

    public override string Phone => "Phone";

    public override string Email => "E-mail";

    public override string Address => "Address";

    public override string Shipping => "Shipping";

    public override string Free => "free";

    public override string NoPosts => "Nothing written yet";

    public override string NoPostsYet => "Stories and advice from the shop will stand here.";

    public override string Total => "Total";

    public override string Subtotal => "Subtotal";

    public override string Discount => "Discount";

    public override string Tax => "Tax";

    public override string Refunded => "Refunded";

    public override string PayNow => "Pay now";

    public override string AskAboutOrder => "Ask about this order in chat";

    public override string Parcel => "Parcel";

    public override string Track => "Track the parcel";

    public override string NotFound => "This page is not here";

    public override string NotFoundLead => "The address may be mistyped, or what stood here has been taken down.";

    public override string Trouble => "Something went wrong on our side";

    public override string TroubleLead => "It has been noted. Please try again in a moment.";

    public override string ToShop => "To the shop";

    public override string From(string price) => $"from {price}";

    public override string FreeFrom(string price) => $"free from {price}";

    public override string Left(int pieces) => pieces switch { <= 0 => SoldOut, <= 5 => $"Only {pieces} left", _ => $"{pieces} in stock" };

    public override string Found(string text) => $"Results for “{text}”";

    public override string Nearest(string text) => $"Nothing matches “{text}” in full. Here is what comes nearest.";

    public override string SearchedInstead(string written, string read) => $"We read “{written}” as “{read}”.";

    public override string Choose(string option) => $"Choose {option.ToLowerInvariant()}";

    public override string Order(string number) => $"Order {number}";

    public override string PayBefore(string time) => $"We keep these things for you until {time}.";

    public override string Label(string code) => code switch
    {
        "color" => "Color",
        "gender" => "For",
        "use" => "Good for",
        _ => char.ToUpperInvariant(code[0]) + code[1..].Replace('_', ' '),
    };

    public override string Days(string days) => days.Replace("-", "–", StringComparison.Ordinal);

    public override string Date(DateOnly day) => day.ToString("MMMM d, yyyy", Culture);

    public override string Time(DateTimeOffset time) => time.ToString("MMM d, h:mm tt", Culture) + " " + Zone(time);

    public override OrderStanding Standing(OrderState state) => OrderWords.English(state);
    public override OrderStanding AtTheBank => new("Your bank is checking", "We have everything we need from you and keep your things until your bank has answered.");

    public override string ToOrder => "To the order";

    public override OrderStanding NotPayable(string code) => OrderWords.EnglishNotPayable(code);

    public override OrderStanding Checking => new("Checking your payment", "This takes a few seconds. You need not do anything.");

    public override string? Step(string kind) => OrderWords.English(kind);
}
