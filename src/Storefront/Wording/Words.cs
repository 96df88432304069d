using System.Globalization;
using ChatCommerce.Commerce.Orders;

namespace ChatCommerce.Storefront.Wording;

/// <summary>Every word the storefront says, in one language. A new language is one class; the compiler names what it lacks.</summary>
public abstract class Words
{
    private static readonly Words English = new EnglishWords();
    private static readonly Words Korean = new KoreanWords();

    /// <summary>Language tag for <c>lang</c> and for showing prices.</summary>
    public abstract string Language { get; }

    public abstract string SkipToContent { get; }

    public abstract string Menu { get; }

    public abstract string Products { get; }

    public abstract string AllProducts { get; }

    public abstract string Posts { get; }

    public abstract string Contact { get; }

    public abstract string GoodToKnow { get; }

    public abstract string Search { get; }

    public abstract string SearchHint { get; }

    public abstract string Chat { get; }

    public abstract string AskInChat { get; }

    public abstract string BuyInChat { get; }

    public abstract string Featured { get; }

    public abstract string New { get; }

    public abstract string Shelves { get; }

    public abstract string SeeAll { get; }

    public abstract string NothingForSale { get; }

    public abstract string NothingForSaleYet { get; }

    public abstract string NothingFound { get; }

    public abstract string NothingFoundHint { get; }

    public abstract string ClearFilters { get; }

    public abstract string Category { get; }

    public abstract string PriceFrom { get; }

    public abstract string PriceTo { get; }

    public abstract string InStockOnly { get; }

    public abstract string Sort { get; }

    public abstract string Newest { get; }

    public abstract string CheapestFirst { get; }

    public abstract string DearestFirst { get; }

    public abstract string Apply { get; }

    public abstract string Filter { get; }

    public abstract string Pages { get; }

    public abstract string Previous { get; }

    public abstract string Next { get; }

    public abstract string Reduced { get; }

    public abstract string InsteadOf { get; }

    public abstract string SoldOut { get; }

    public abstract string Price { get; }

    public abstract string Stock { get; }

    public abstract string Sku { get; }

    public abstract string Details { get; }

    public abstract string AllVariants { get; }

    public abstract string NoPicture { get; }

    public abstract string ScanToBuy { get; }

    public abstract string NoChatWithoutScript { get; }

    public abstract string ChatLead { get; }

    public abstract string ChatAway { get; }

    public abstract string AboutThis { get; }

    public abstract string StillAsking { get; }

    public abstract string Home { get; }

    public abstract string OpeningHours { get; }

    public abstract string Phone { get; }

    public abstract string Email { get; }

    public abstract string Address { get; }

    public abstract string Shipping { get; }

    public abstract string Free { get; }

    public abstract string NoPosts { get; }

    public abstract string NoPostsYet { get; }

    public abstract string Total { get; }

    public abstract string Subtotal { get; }

    public abstract string Discount { get; }

    public abstract string Tax { get; }

    public abstract string Refunded { get; }

    public abstract string PayNow { get; }

    public abstract string AskAboutOrder { get; }

    public abstract string Parcel { get; }

    public abstract string Track { get; }

    public abstract string NotFound { get; }

    public abstract string NotFoundLead { get; }

    public abstract string Trouble { get; }

    public abstract string TroubleLead { get; }

    public abstract string ToShop { get; }

    public static Words Of(string locale) => locale.StartsWith("ko", StringComparison.OrdinalIgnoreCase) ? Korean : English;

    public abstract string From(string price);

    public abstract string FreeFrom(string price);

    public abstract string Left(int pieces);

    public abstract string Found(string text);

    public abstract string Nearest(string text);

    public abstract string SearchedInstead(string written, string read);

    public abstract string Choose(string option);

    public abstract string Order(string number);

    public abstract string PayBefore(string time);

    /// <summary>An option or attribute by its code, such as <c>color</c>; a name the shop made up is shown as it stands.</summary>
    public abstract string Label(string code);

    public abstract string Days(string days);

    public abstract string Date(DateOnly day);

    public abstract string Time(DateTimeOffset time);

    public abstract OrderStanding Standing(OrderState state);

    /// <summary>The customer comes back from paying before the provider has told us.</summary>
    public abstract OrderStanding Checking { get; }

    public abstract OrderStanding AtTheBank { get; }

    public abstract string ToOrder { get; }

    public abstract OrderStanding NotPayable(string code);

    /// <summary>One step of an order's way by the kind of its event; null: not for customers.</summary>
    public abstract string? Step(string kind);

    /// <summary>Whose clock a time is by: a customer may be anywhere.</summary>
    protected static string Zone(DateTimeOffset time) => "GMT" + (time.Offset.Minutes, time.Offset.Ticks) switch
    {
        (_, 0) => "",
        (0, _) => time.Offset.Hours.ToString("+0;-0", CultureInfo.InvariantCulture),
        _ => (time.Offset < TimeSpan.Zero ? "-" : "+") + time.Offset.ToString(@"h\:mm", CultureInfo.InvariantCulture),
    };
}
