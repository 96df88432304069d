using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Agent.Words;

internal sealed class English : Phrases
{
    public override string Language => "en";

    public override string Browse => "Browse";
    public override string ShowCart => "Show cart";
    public override string Checkout => "Checkout";
    public override string OrderStatus => "My order";
    public override string Human => "Talk to a person";
    public override string View => "View";
    public override string AddToCart => "Add to cart";
    public override string More => "Show more";
    public override string KeepShopping => "Keep shopping";
    public override string PayNow => "Pay now";
    public override string TrackOrder => "Order page";
    public override string YesCancel => "Yes, cancel it";
    public override string NoKeep => "No, keep it";

    public override string Welcome(string shop, string tagline) => tagline.Length > 0
        ? $"Hi, welcome to {shop}! {tagline}. What are you looking for?"
        : $"Hi, welcome to {shop}! What are you looking for?";

    public override string Unsure => "Sorry, I didn’t get that. Tell me what you are looking for, such as “blue jacket under 100”, or pick one of these:";
    public override string Thanks => "You’re welcome! Anything else I can do for you?";
    public override string Bye => "Thanks for stopping by. Write any time!";
    public override string Declined => "All right. What else are you looking for?";
    public override string Categories => "Here is what we carry. What would you like to see?";
    public override string NoPictures => "I can’t look at pictures or recordings yet. Tell me in a few words what you need, or talk to a person.";
    public override string NoDiscount => "I can’t change prices here: everyone pays the price shown. A person can tell you about offers.";
    public override string NothingPending => "There is nothing waiting for a yes or no. What can I do for you?";
    public override string HandingOff => "I’m passing you to a person from our team. They will answer right here.";
    public override string NotUnderstoodHandingOff => "Sorry, I still don’t follow. I’m passing you to a person from our team, who will answer right here.";
    public override string Stopped(string shop) => $"You won’t get any more messages from {shop}. Reply START to hear from us again.";
    public override string Started(string shop) => $"Welcome back! You will get messages from {shop} again. What are you looking for?";
    public override string AdvertisingOn(string shop, string day) => $"You agreed on {day} to get offers from {shop}. Say “stop ads” at any time to take it back.";
    public override string AdvertisingOff(string shop, string day) => $"From today, {day}, you get no more offers from {shop}. News of your orders and our answers still reach you.";
    public override string LanguageSet => "Sure, let’s speak English.";
    public override string LanguageUnknown(string asked) => "I can chat in English and Korean here.";
    public override string Safe => "Let me not guess at that. I can look it up if you tell me the product or order, or a person can help.";

    public override string Found(int shown, bool more) => shown == 1 && !more ? "Here is what I found:" : "Here is what I found. Pick one by its number or name:";
    public override string Corrected(string words) => $"Showing results for “{words}”.";
    public override string HalfMatched(string query) => $"I didn’t find everything in “{query}”, but these come close:";
    public override string Nothing => "I couldn’t find that. Try other words, browse, or ask a person.";
    public override string NoMore => "That’s all I found.";
    public override string Stock(int left) => left switch { <= 0 => "sold out", <= 5 => $"only {left} left", _ => "in stock" };
    public override string From(Price price) => $"from {price.Show(Language)}";
    public override string Was(Price price) => $"was {price.Show(Language)}";
    public override string OptionName(string code) => code;
    public override string AskOption(string option, string title) => $"Which {OptionName(option)} would you like for {title}?";
    public override string OnlyOption(string value, string title) => $"{title} comes only in {value} right now. Would you like it?";
    public override string WhichOne => "Which one do you mean?";
    public override string NoAnswerFound => "I don’t have that written down. A person can tell you.";

    public override string Line(int quantity, string item) => $"{quantity} × {item}";
    public override string Added(int quantity, string item) => $"Added {quantity} × {item} to your cart.";
    public override string Changed(int quantity, string item) => $"Changed to {quantity} × {item}.";
    public override string Removed(string item) => $"Took {item} out of your cart.";
    public override string Cleared => "Your cart is empty now.";
    public override string CartEmpty => "Your cart is empty. Tell me what you are looking for.";
    public override string CartOf => "Your cart:";
    public override string Subtotal(Price price) => $"Subtotal: {price.Show(Language)}";
    public override string NoLongerSold => "no longer available";

    public override string Shipping(string label, Price price) => $"{label}: {(price.Minor == 0 ? "free" : price.Show(Language))}";
    public override string Delivery => "Shipping";
    public override string Total(Price price) => $"Total: {price.Show(Language)}";
    public override string OrderReady(string number, string until) => $"Order {number} is ready. Pay with the button below; I keep the items for you until {until}.";
    public override string OrderIs(string number, string state) => $"Order {number}: {state}.";
    public override string State(OrderState state) => state switch
    {
        OrderState.Draft => "not placed yet",
        OrderState.AwaitingPayment => "waiting for payment",
        OrderState.Paid => "paid, we are getting it ready",
        OrderState.Fulfilling => "on its way",
        OrderState.Completed => "completed",
        OrderState.Cancelled => "cancelled",
        OrderState.Expired => "expired, as it was not paid in time",
        OrderState.Refunded => "refunded",
        _ => "partly refunded",
    };
    public override string NoOrders => "I don’t see an order of yours. If you ordered elsewhere, a person can look it up.";
    public override string ConfirmCancel(string number, Price total) => $"Cancel order {number} over {total.Show(Language)}? This can’t be undone.";
    public override string Cancelled(string number) => $"Order {number} is cancelled. Nothing was charged.";
    public override string Kept(string number) => $"All right, order {number} stays as it is.";
    public override string Tracking(string carrier, string number) => $"{carrier}, tracking number {number}";

    public override string LinkWhere => "Happy to. Where did you write to us before? Send me an order number from that chat, or the phone number of your WhatsApp or SMS with its country code.";
    public override string LinkCodeSent => "If we know it, a 6-digit code is now in your other chat. Type it here within 10 minutes. Nothing is shared until then.";
    public override string LinkShowCode => "Show me a code";
    public override string LinkCodeShown(string code) =>
        $"{code} is your code. Type it in your other chat with us within 10 minutes. I then ask you there and once more here before anything is shared. Give it to nobody.";
    public override string LinkCodeOwn => "That is the code for your other chat. Type it there, not here.";
    public override string LinkOffer(string channel, LinkStake stake) =>
        $"This code was shown on {channel}. Join it with this one? That chat then sees {Stake(stake)}. Say yes only if you asked for the code there yourself; " +
        "if somebody gave it to you, say no.";
    public override string LinkOffered(string channel) => $"Thank you. Nothing is shared yet: please say yes on {channel} too, where I have just asked.";
    public override string LinkTyped(string channel, LinkStake stake) =>
        $"Your code was typed on {channel}. Join both chats? That chat then sees {Stake(stake)}. If it was not you who typed it, say no.";
    public override string LinkCodeWrong(int left) => $"That is not the code. Please check it and type it again ({left} more {(left == 1 ? "try" : "tries")}).";
    public override string LinkCodeGone => "There is no open code like that. Please check it, or say “link my other chat” to get a new one.";
    public override string LinkAsk => "That’s the code. Join both chats? Your cart, your orders and the language are then shared by both.";
    public override string YesLink => "Yes, join";
    public override string NoLink => "No, keep apart";
    public override string Linked => "Done! Both chats now have the same cart, orders and language.";
    public override string NotLinked => "All right, your chats stay apart.";

    public override string Refused(Refusal refusal) => refusal.Code switch
    {
        "quantity-not-valid" => "Please give me a whole number from 1 to 999.",
        "not-enough-stock" => Fact(refusal, "left") is var left && left is "" or "0" ? "Sorry, that is sold out." : $"Sorry, only {left} left.",
        "not-sellable" => "Sorry, that one is not on sale right now.",
        "product-not-found" => "I don’t know that product. Tell me its name or pick one from a list.",
        "sku-not-found" => "No product has that code. Please check it, or tell me the product’s name.",
        "cart-empty" => CartEmpty,
        "not-in-cart" => "That is not in your cart.",
        "order-not-found" => NoOrders,
        "order-not-cancellable" or "order-paid" or "order-closed" => "That order can no longer be cancelled here. A person can help you with it.",
        "cart-full" => "Your cart is full. Please check out first, or take something out.",
        "shipping-method-not-known" => "We don’t deliver that way.",
        "option-not-offered" => "We don’t have it like that.",
        "link-tried-too-often" => "You asked for several codes already. Please try again in an hour.",
        "link-gone" => "These chats can’t be joined any more. Say “link my other chat” to start again.",
        "confirmation-gone" => "That question is no longer open. Tell me again what you would like.",
        _ => refusal.Message,
    };

    private static string Stake(LinkStake stake) => string.Join(" and ", [
        stake.Items switch { 0 => "your cart", 1 => "your cart (1 item)", var n => $"your cart ({n} items)" },
        stake.Latest.Count == 0 ? "what you order from now on" : $"your orders ({string.Join(", ", stake.Latest)}{(stake.MoreOrders > 0 ? $" and {stake.MoreOrders} more" : "")})"]);
}
