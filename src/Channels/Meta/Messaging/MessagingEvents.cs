using System.Text.Json;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Meta.Messaging;

/// <summary>An item without <c>message</c>: taps, links followed, reactions, reports, edits and moves of control.</summary>
internal static class MessagingEvents
{
    /// <summary>What a page sends when somebody opens it for the first time; the payload is the one we set up the page with.</summary>
    public const string GetStarted = "GET_STARTED";

    private static readonly HashSet<string> AboutTheAccount =
        new(StringComparer.Ordinal) { "app_roles", "account_linking", "policy_enforcement", "messaging_feedback", "typing", "hop_context" };

    public static IEnumerable<InboundEvent> Read(MessagingThread thread, JsonElement item) => NameOf(item) switch
    {
        "postback" => [Postback(thread, item.At("postback"))],
        "referral" => [Referral(thread, item.At("referral"), "referral")],
        "optin" => [Referral(thread, item.At("optin"), "optin")],
        "reaction" => Reaction(thread, item.At("reaction")),
        "delivery" => Reports(thread, item.At("delivery"), "delivered"),
        "read" => Reports(thread, item.At("read"), "read"),
        "message_edit" => Edit(thread, item.At("message_edit")),
        "pass_thread_control" or "take_thread_control" or "request_thread_control" or "release_thread_control" => [Control(thread, item)],
        null => [],
        { } other when AboutTheAccount.Contains(other) => [],
        { } other => [thread.Event($"{other}:{item.Fingerprint()}", new Unsupported(other))],
    };

    /// <summary>The name under which an item carries what it is; null when it carries nothing.</summary>
    public static string? NameOf(JsonElement item)
    {
        foreach (var member in item.Members())
        {
            if (member.Name is not ("sender" or "recipient" or "timestamp" or "time") && member.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.False))
            {
                return member.NameLabel();
            }
        }

        return null;
    }

    private static InboundEvent Postback(MessagingThread thread, JsonElement postback)
    {
        var id = postback.Key("mid") ?? $"postback:{thread.Person}:{thread.Stamp}";
        var (payload, title, reference) = (postback.Label("payload"), postback.Label("title"), postback.At("referral").LabelOrNull("ref"));
        InboundContent content = payload.Length == 0 && title.Length == 0 ? new Unsupported("postback")
            : payload is GetStarted ? new Referred("start", Headline(postback.At("referral")))
            : new ChoiceTapped(payload.Length > 0 ? payload : title, title.Length > 0 ? title : payload);
        return thread.Event(id, content) with { Reference = reference, Referral = ReferralIn(postback.At("referral")) };
    }

    private static InboundEvent Referral(MessagingThread thread, JsonElement referral, string name)
    {
        var source = referral.LabelOrNull("source") ?? referral.LabelOrNull("type") ?? name;
        return thread.Event($"{name}:{thread.Person}:{thread.Stamp}", new Referred(source.ToLowerInvariant(), Headline(referral))) with
        {
            Reference = referral.LabelOrNull("ref"),
            Referral = ReferralIn(referral),
        };
    }

    /// <summary>Null where somebody came by themselves.</summary>
    public static Referral? ReferralIn(JsonElement referral) => referral.ValueKind is not JsonValueKind.Object ? null
        : new((referral.LabelOrNull("source") ?? referral.LabelOrNull("type") ?? (referral.Has("product") ? "product" : "referral")).ToLowerInvariant())
        {
            Ref = referral.LabelOrNull("ref"),
            AdId = referral.LabelOrNull("ad_id"),
            ProductId = referral.At("product").LabelOrNull("id"),
            Headline = Headline(referral),
        };

    private static string? Headline(JsonElement referral) => referral.At("ads_context_data").LabelOrNull("ad_title");

    private static IEnumerable<InboundEvent> Reaction(MessagingThread thread, JsonElement reaction) => reaction.Key("mid") is { } to
        ? [thread.Event(InboundKeys.Reaction(to, thread.Person, thread.Stamp),
            new Reacted(to, reaction.Key("action") is "unreact" ? null : reaction.LabelOrNull("emoji") ?? reaction.LabelOrNull("reaction")))]
        : [];

    // Messenger names messages when they are delivered and only a time when they are read; Instagram names the last message read.
    private static IEnumerable<InboundEvent> Reports(MessagingThread thread, JsonElement report, string state)
    {
        var named = 0;
        foreach (var id in report.Items("mids"))
        {
            if (id.AsKey() is { } message)
            {
                named++;
                yield return Report(thread, message, state);
            }
        }

        if (report.Key("mid") is { } last)
        {
            yield return Report(thread, last, state);
        }
        else if (named == 0 && report.Time("watermark") is { } until)
        {
            yield return thread.Event($"status:until:{thread.Person}:{until.ToUnixTimeMilliseconds()}:{state}", new DeliveryReported("", state, null) { Until = until });
        }
    }

    private static InboundEvent Report(MessagingThread thread, string message, string state) =>
        thread.Event(InboundKeys.Status(message, state), new DeliveryReported(message, state, null));

    private static IEnumerable<InboundEvent> Edit(MessagingThread thread, JsonElement edit) => edit.Key("mid") is { } id
        ? [thread.Event(InboundKeys.Edit(id, edit.Key("num_edit") ?? edit.Fingerprint()), new MessageEdited(id, edit.Said("text")))]
        : [];

    // A pass names the application that has the thread now, a take the one that has it no longer. A request moves nothing.
    private static InboundEvent Control(MessagingThread thread, JsonElement item)
    {
        var name = NameOf(item)!;
        var move = name[..name.IndexOf('_', StringComparison.Ordinal)];
        var (to, from) = (item.At(name).Key("new_owner_app_id"), item.At(name).Key("previous_owner_app_id"));
        bool? ours = move switch
        {
            "pass" => thread.OurApp is null || to is null || to == thread.OurApp,
            "take" => thread.OurApp is null || from is null || from == thread.OurApp ? false : null,
            "release" => true,
            _ => null,
        };
        return thread.Event($"control:{thread.Person}:{thread.Stamp}:{move}", new ThreadControl(move) { Ours = ours });
    }
}
