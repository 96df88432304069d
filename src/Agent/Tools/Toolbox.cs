namespace ChatCommerce.Agent.Tools;

/// <summary>The one list of tools that every brain gets. A new tool is a method on a business class and a line here.</summary>
public sealed class Toolbox(
    TalkTools talk, CatalogTools catalog, CartTools cart, OrderTools orders, ShopTools shop, LinkTools links, ShownCodeTools shown, ConfirmTools confirm)
{
    private readonly Tool[] everyone =
    [
        Tool.Of("search_products", catalog.SearchProducts),
        Tool.Of("show_product", catalog.ShowProduct),
        Tool.Of("show_categories", catalog.ShowCategories),
        Tool.Of("add_to_cart", cart.AddToCart),
        Tool.Of("change_quantity", cart.ChangeQuantity),
        Tool.Of("remove_from_cart", cart.RemoveFromCart),
        Tool.Of("show_cart", cart.ShowCart),
        Tool.Of("clear_cart", cart.ClearCart),
        Tool.Of("checkout", orders.Checkout),
        Tool.Of("order_status", orders.OrderStatus),
        Tool.Of("cancel_order", orders.CancelOrder),
        Tool.Of("search_documents", shop.SearchDocuments),
        Tool.Of("show_menu", talk.ShowMenu),
        Tool.Of("hand_off", talk.HandOff),
        Tool.Of("set_language", talk.SetLanguage),
        Tool.Of("start_link", links.StartLink),
        Tool.Of("show_link_code", shown.ShowLinkCode),
        Tool.Of("confirm_link", links.ConfirmLink),
        Tool.Of("stop_messages", talk.StopMessages),
        Tool.Of("start_messages", talk.StartMessages),
    ];

    // Bound to a confirmation that code has read from the customer's own event; without one they do not exist.
    private readonly Tool[] confirmed = [Tool.Of("confirm_action", confirm.ConfirmAction), Tool.Of("decline_action", confirm.DeclineAction)];

    /// <summary>The tools for this request.</summary>
    public IReadOnlyList<Tool> For(ToolCall call) => call.Grant switch
    {
        null => everyone,
        { Yes: true } => [.. everyone, confirmed[0]],
        _ => [.. everyone, confirmed[1]],
    };
}
