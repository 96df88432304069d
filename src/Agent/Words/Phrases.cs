using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Agent.Words;

/// <summary>Everything the shop says by itself in one language. Amounts come as prices and are shown as that language writes them.</summary>
public abstract class Phrases
{
    private static readonly Dictionary<string, Phrases> All = new() { ["en"] = new English(), ["ko"] = new Korean() };

    /// <summary>Two-letter language.</summary>
    public abstract string Language { get; }

    public static bool Speak(string language) => All.ContainsKey(language);

    /// <summary>The phrases of that language, or English where there are none.</summary>
    public static Phrases For(string language) => All.GetValueOrDefault(language) ?? All["en"];

    // Buttons
    public abstract string Browse { get; }
    public abstract string ShowCart { get; }
    public abstract string Checkout { get; }
    public abstract string OrderStatus { get; }
    public abstract string Human { get; }
    public abstract string View { get; }
    public abstract string AddToCart { get; }
    public abstract string More { get; }
    public abstract string KeepShopping { get; }
    public abstract string PayNow { get; }
    public abstract string TrackOrder { get; }
    public abstract string YesCancel { get; }
    public abstract string NoKeep { get; }

    // Talk
    public abstract string Welcome(string shop, string tagline);
    public abstract string Unsure { get; }
    public abstract string Thanks { get; }
    public abstract string Bye { get; }
    public abstract string Declined { get; }
    public abstract string Categories { get; }
    public abstract string NoPictures { get; }
    public abstract string NoDiscount { get; }
    public abstract string NothingPending { get; }
    public abstract string HandingOff { get; }
    public abstract string NotUnderstoodHandingOff { get; }
    public abstract string Stopped(string shop);
    public abstract string Started(string shop);
    public abstract string AdvertisingOn(string shop, string day);
    public abstract string AdvertisingOff(string shop, string day);
    public abstract string LanguageSet { get; }
    public abstract string LanguageUnknown(string asked);
    public abstract string Safe { get; }

    // Finding
    public abstract string Found(int shown, bool more);
    public abstract string Corrected(string words);
    public abstract string HalfMatched(string query);
    public abstract string Nothing { get; }
    public abstract string NoMore { get; }
    public abstract string Stock(int left);
    public abstract string From(Price price);
    public abstract string Was(Price price);
    public abstract string OptionName(string code);
    public abstract string AskOption(string option, string title);
    public abstract string OnlyOption(string value, string title);
    public abstract string WhichOne { get; }
    public abstract string NoAnswerFound { get; }

    // Cart
    public abstract string Line(int quantity, string item);
    public abstract string Added(int quantity, string item);
    public abstract string Changed(int quantity, string item);
    public abstract string Removed(string item);
    public abstract string Cleared { get; }
    public abstract string CartEmpty { get; }
    public abstract string CartOf { get; }
    public abstract string Subtotal(Price price);
    public abstract string NoLongerSold { get; }

    // Orders
    public abstract string Shipping(string label, Price price);
    public abstract string Delivery { get; }
    public abstract string Total(Price price);
    public abstract string OrderReady(string number, string until);
    public abstract string OrderIs(string number, string state);
    public abstract string State(OrderState state);
    public abstract string NoOrders { get; }
    public abstract string ConfirmCancel(string number, Price total);
    public abstract string Cancelled(string number);
    public abstract string Kept(string number);
    public abstract string Tracking(string carrier, string number);

    // Joining chats
    public abstract string LinkWhere { get; }

    /// <summary>The same whether or not anybody is known by what was typed.</summary>
    public abstract string LinkCodeSent { get; }
    public abstract string LinkShowCode { get; }
    public abstract string LinkCodeShown(string code);
    public abstract string LinkCodeOwn { get; }

    /// <summary>To whoever typed a code that a chat on that channel was shown.</summary>
    public abstract string LinkOffer(string channel, LinkStake stake);
    public abstract string LinkOffered(string channel);

    /// <summary>To whoever was shown a code that was then typed on that channel.</summary>
    public abstract string LinkTyped(string channel, LinkStake stake);
    public abstract string LinkCodeWrong(int left);
    public abstract string LinkCodeGone { get; }
    public abstract string LinkAsk { get; }
    public abstract string YesLink { get; }
    public abstract string NoLink { get; }
    public abstract string Linked { get; }
    public abstract string NotLinked { get; }

    /// <summary>A refusal by its code, with the figures it carries; its own message where the code has no phrase here.</summary>
    public abstract string Refused(Refusal refusal);

    protected static string Fact(Refusal refusal, string name) => refusal.Facts?.GetValueOrDefault(name)?.ToString() ?? "";
}
