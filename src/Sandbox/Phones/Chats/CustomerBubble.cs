using System.Globalization;

namespace ChatCommerce.Sandbox.Phones.Chats;

/// <summary>How the customer's own acts look on the phone.</summary>
internal static class CustomerBubble
{
    public static Bubble Of(CustomerAct act)
    {
        var plain = new Bubble { Id = act.Id, At = act.At, ReplyTo = act.ReplyTo };
        return act switch
        {
            WriteText said => plain with { Text = said.Text },
            SendMedia sent => plain with { Text = sent.Caption ?? "", Media = new BubbleMedia(sent.Kind, MediaShelf.AddressOf(sent.MediaId), sent.FileName) },
            SendLocation place => plain with { Text = place.Address ?? "", Place = new BubblePlace(place.Latitude, place.Longitude, place.Name) },
            SendContact contact => plain with { Note = "contact", Text = $"{contact.Name}\n{contact.Phone}" },
            TapButton tapped => plain with { Text = tapped.Label.Length > 0 ? tapped.Label : tapped.Payload, ReplyTo = tapped.MessageId },
            PickRow picked => plain with { Text = picked.Label.Length > 0 ? picked.Label : picked.Payload, ReplyTo = picked.MessageId },
            OrderFromCatalog order => plain with { Note = "catalog order", Text = string.Join('\n', order.Items.Select(Line).Append(order.Note)).Trim() },
            AskAboutProduct asked => plain with { Note = $"about {asked.Sku}", Text = asked.Text },
            SubmitForm form => plain with { Note = form.Name, Text = string.Join('\n', form.Fields.Select(field => $"{field.Key}: {field.Value}")) },
            SetPreference preference => plain with { Note = preference.Stop ? "stopped" : "resumed" },
            StartWithReference start => plain with { Note = $"came by {start.Reference}", Text = start.Text ?? "" },
            _ => plain with { Note = "raw" },
        };
    }

    private static string Line(OrderItem item) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Quantity} × {item.Sku} · {item.Price} {item.Currency}");
}
