using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Meta.WhatsApp;

/// <summary>A customer's act as the part of a message that is named by its type.</summary>
internal static class WhatsAppContent
{
    public static (string Type, JsonNode Content) Of(PhoneChat chat, CustomerAct act, MediaShelf media) => act switch
    {
        WriteText said => ("text", Body(said.Text)),
        StartWithReference start => ("text", Body($"{start.Text ?? "Hi!"} (ref: {start.Reference})")),
        AskAboutProduct asked => ("text", Body(asked.Text)),
        SendMedia sent => Media(sent, media),
        SendLocation place => ("location", Location(place)),
        SendContact contact => ("contacts", new JsonArray(Contact(contact))),
        TapButton tapped => Tap(chat, tapped),
        PickRow row => ("interactive", Reply("list_reply", row.Payload, row.Label, row.Description)),
        SubmitForm form => ("interactive", new JsonObject
        {
            ["type"] = "nfm_reply",
            ["nfm_reply"] = new JsonObject { ["name"] = form.Name, ["body"] = "Sent", ["response_json"] = JsonSerializer.Serialize(form.Fields) },
        }),
        OrderFromCatalog order => ("order", Order(order)),
        React react => ("reaction", React(react)),
        EditMessage edit => ("edit", new JsonObject
        {
            ["original_message_id"] = edit.MessageId, ["message"] = new JsonObject { ["type"] = "text", ["text"] = Body(edit.Text) },
        }),
        DeleteMessage gone => ("revoke", new JsonObject { ["original_message_id"] = gone.MessageId }),
        _ => ("unsupported", new JsonObject { ["type"] = "unknown" }),
    };

    /// <summary>What the message answers, or the product it is about.</summary>
    public static JsonObject? ContextOf(PhoneChat chat, CustomerAct act)
    {
        if (act is AskAboutProduct asked)
        {
            return new JsonObject
            {
                ["referred_product"] = new JsonObject { ["catalog_id"] = "881122334455667", ["product_retailer_id"] = asked.Sku },
            };
        }

        var answered = act switch
        {
            TapButton tapped => tapped.MessageId ?? chat.Offering(tapped.Payload)?.Id,
            PickRow picked => picked.MessageId ?? chat.Offering(picked.Payload)?.Id,
            _ => act.ReplyTo,
        };
        return answered is null ? null : new JsonObject { ["from"] = chat.Line.Setting("phone")?.TrimStart('+'), ["id"] = answered };
    }

    private static JsonObject Body(string text) => new() { ["body"] = text };

    private static (string, JsonNode) Media(SendMedia sent, MediaShelf media)
    {
        var stored = media.Find(sent.MediaId);
        var type = sent.Kind is MediaKind.File ? "document" : sent.Kind.ToString().ToLowerInvariant();
        var content = new JsonObject { ["id"] = sent.MediaId, ["mime_type"] = stored?.ContentType ?? sent.ContentType, ["sha256"] = stored?.Sha256Base64 };
        if (sent.Caption is { } caption)
        {
            content["caption"] = caption;
        }

        if (sent.FileName is { } name)
        {
            content["filename"] = name;
        }

        return (type, content);
    }

    private static JsonObject Location(SendLocation place)
    {
        var location = new JsonObject { ["latitude"] = place.Latitude, ["longitude"] = place.Longitude };
        if (place.Name is { } name)
        {
            location["name"] = name;
        }

        if (place.Address is { } address)
        {
            location["address"] = address;
        }

        return location;
    }

    private static JsonObject Contact(SendContact contact) => new()
    {
        ["name"] = new JsonObject { ["formatted_name"] = contact.Name, ["first_name"] = contact.Name.Split(' ')[0] },
        ["phones"] = new JsonArray(new JsonObject { ["phone"] = contact.Phone, ["wa_id"] = contact.Phone.TrimStart('+'), ["type"] = "CELL" }),
    };

    // A button of a template comes back in another form than one of a session message.
    private static (string, JsonNode) Tap(PhoneChat chat, TapButton tapped)
    {
        var bubble = tapped.MessageId is { } id ? chat.Find(id) : chat.Offering(tapped.Payload);
        var label = tapped.Label.Length > 0 ? tapped.Label : bubble?.AllButtons.FirstOrDefault(b => b.Payload == tapped.Payload)?.Label ?? tapped.Payload;
        return bubble?.Note?.StartsWith("template", StringComparison.Ordinal) == true
            ? ("button", new JsonObject { ["payload"] = tapped.Payload, ["text"] = label })
            : ("interactive", Reply("button_reply", tapped.Payload, label, null));
    }

    private static JsonObject Reply(string type, string id, string title, string? description)
    {
        var reply = new JsonObject { ["id"] = id, ["title"] = title.Length > 0 ? title : id };
        if (description is not null)
        {
            reply["description"] = description;
        }

        return new JsonObject { ["type"] = type, [type] = reply };
    }

    private static JsonObject Order(OrderFromCatalog order) => new()
    {
        ["catalog_id"] = "881122334455667",
        ["text"] = order.Note ?? "",
        ["product_items"] = new JsonArray([.. order.Items.Select(item => new JsonObject
        {
            ["product_retailer_id"] = item.Sku, ["quantity"] = item.Quantity, ["item_price"] = item.Price, ["currency"] = item.Currency,
        })]),
    };

    private static JsonObject React(React react)
    {
        var reaction = new JsonObject { ["message_id"] = react.MessageId };
        if (react.Emoji is { } emoji)
        {
            reaction["emoji"] = emoji;
        }

        return reaction;
    }
}
