using System.ComponentModel;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Agent.Words;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Tools;

/// <summary>Tools about the talk itself: a menu, a person, silence, another language.</summary>
public sealed class TalkTools(Contacts contacts)
{
    [Description("Shows quick choices. Reason: welcome, thanks, bye, media (a picture or recording came), discount (a lower price was asked for), declined (they want none of what they were asked about), unsure (the customer was not understood).")]
    public ToolAnswer ShowMenu(ToolCall call, string? reason = null)
    {
        if (reason == "unsure")
        {
            return call.Failures > 0 ? HandOff(call, HandOffRequest.NotUnderstood) : Menu(call, call.Words.Unsure) with { Unsure = true };
        }

        return Menu(call, reason switch
        {
            "thanks" => call.Words.Thanks,
            "nothing-asked" => call.Words.NothingPending,
            "bye" => call.Words.Bye,
            "declined" => call.Words.Declined,
            "media" => call.Words.NoPictures,
            "discount" => call.Words.NoDiscount,
            _ => call.Words.Welcome(call.Shop.Name, call.Shop.Tagline),
        });
    }

    [Description("Passes the conversation to a person of the shop. Call it once and add no words of your own.")]
    public ToolAnswer HandOff(ToolCall call, string? reason = null)
    {
        var request = new HandOffRequest(reason ?? "asked");
        var line = request.Reason == HandOffRequest.NotUnderstood ? call.Words.NotUnderstoodHandingOff : call.Words.HandingOff;
        return ToolAnswer.Of(new { handedOff = true }) with { HandOff = request, Show = call.Say(line), Last = true };
    }

    [Description("Switches the language of the conversation. Language: two letters, such as en or ko.")]
    public ToolWork SetLanguage(ToolCall call, string? language = null)
    {
        if (language is null || !Phrases.Speak(language))
        {
            return ToolAnswer.Refused(new("language-not-spoken", "Only en and ko are spoken here."), call.Say(call.Words.LanguageUnknown(language ?? "")));
        }

        var words = Phrases.For(language);
        var show = (call with { Words = words }).Say(words.LanguageSet);
        return ToolWork.Write(async (writing, ct) =>
        {
            await contacts.SetLanguage(writing.Db, writing.Contact, language, ct);
            return ToolAnswer.Of(new { language }) with { Language = language, Show = show };
        });
    }

    [Description("The customer wants no more messages. Stores it at once, on every channel.")]
    public ToolWork StopMessages(ToolCall call) => ToolWork.Write(async (writing, ct) =>
    {
        await contacts.Suppress(writing.Db, writing.Contact, "chat-stop", ct);
        return ToolAnswer.Of(new { stopped = true }) with
        {
            Show = call.Say(call.Words.Stopped(call.Shop.Name)),
            Class = MessageClass.Confirmation,
            Last = true,
        };
    });

    [Description("The customer who had opted out wants messages again.")]
    public ToolWork StartMessages(ToolCall call) => ToolWork.Write(async (writing, ct) =>
    {
        await contacts.Unsuppress(writing.Db, writing.Contact, "chat-start", ct);
        return ToolAnswer.Of(new { started = true }) with
        {
            Show = call.Say(call.Words.Started(call.Shop.Name)),
            Class = MessageClass.Confirmation,
            Last = true,
        };
    });

    private static ToolAnswer Menu(ToolCall call, string text) =>
        ToolAnswer.Of(new { shown = "menu" }) with { Show = call.Say(text) with { Choices = Actions.Menu(call.Words) } };
}
