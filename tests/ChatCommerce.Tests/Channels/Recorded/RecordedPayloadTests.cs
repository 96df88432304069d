using System.Text.Json;
using ChatCommerce.Commerce.Payments.Stripe;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Recorded;

/// <summary>Payloads that others recorded, where they lie beside the checkout: each is read by its own channel to the kind it is.</summary>
public sealed class RecordedPayloadTests
{
    private static readonly SampleReading Reading = new();

    // Of a file with several cases each stands behind the file's name.
    private const string WhatsApp = """
        account_update/*=AccountNews  call_connect/*=AccountNews  call_status/*=AccountNews  call_terminate/*=AccountNews
        call_permission_update/accept=Unsupported  call_permission_update/reject=Unsupported
        callback_button/*=ChoiceTapped  callback_selection/*=ChoiceTapped  flow_completion/*=FormSent
        deleted_message/revoke=MessageDeleted  edited_message/image=MessageEdited
        message/text=TextSaid  message/image=MediaSent  message/media_with_url=MediaSent  message/video=MediaSent  message/document=MediaSent  message/audio=MediaSent
        message/voice=MediaSent  message/static_sticker=MediaSent  message/animated_sticker=MediaSent
        message/reaction=Reacted  message/unreaction_empty=Reacted  message/unreaction_no_emoji=Reacted
        message/current_location=LocationSent  message/chosen_location=LocationSent  message/contacts=ContactSent+ContactSent+ContactSent  message/order=CatalogCartSent
        message/unsupported=Unsupported  message/unsupported_with_type=Unsupported
        message/reply=TextSaid  message/forwarded=TextSaid  message/forwarded_many_times=TextSaid  message/referral=TextSaid
        message/interactive_message_with_err=Unsupported+AccountNews
        message_status/*=DeliveryReported
        outgoing_message/text=Echoed  outgoing_message/delete=MessageDeleted  outgoing_message/edit=MessageEdited
        system/phone_number_change=IdentityChanged  system/identity_change=AccountNews
        template_category_update/marketing=AccountNews  template_components_update/element=AccountNews  template_quality_update/yellow=AccountNews
        template_status_update/*=TemplateReviewed  user_marketing_preferences/*=PreferenceSet
        """;

    private const string Messenger = """
        Facebook.Tests__Files__Payload=TextSaid  Facebook.Tests__Files__RequestResponse=TextSaid  Facebook.Tests__Files__PayloadWithReferral=Referred
        Facebook.Tests__Files__PayloadWithPassThreadControl=ThreadControl  Facebook.Tests__Files__PayloadWithTakeThreadControl=ThreadControl
        Facebook.Tests__Files__PayloadWithRequestThreadControl=ThreadControl  Facebook.Tests__Files__PayloadWithStandby=TextSaid+AccountNews+AccountNews
        Facebook.Tests__Files__Activities=AccountNews  Facebook.Tests__Files__FacebookMessages=AccountNews
        """;

    private const string Twilio = """
        Twilio.Tests__Files__DictionaryPayload=TextSaid  Twilio.Tests__Files__DictionaryMediaPayload=MediaSent  Twilio.Tests__Files__Activities=unreadable
        """;

    // Only these are messages and taps; all else is an object of another place of the Bot API, or an answer, and is kept as unsupported.
    private const string Telegram = """
        DocumentSerializationTests_0=Unsupported  PhotoMessageSerializationTests_0=MediaSent  InaccessibleMessageSerializationTests_0=Unsupported
        ForwardedMessageSerializationTests_0=TextSaid  ForwardedMessageSerializationTests_1=TextSaid  ForwardedMessageSerializationTests_2=TextSaid
        ForwardedMessageSerializationTests_3=TextSaid  ForwardedMessageSerializationTests_4=Unsupported
        """;

    [Fact]
    public void Every_recorded_call_of_whatsapp_is_what_it_is()
    {
        var files = Files("whatsapp");
        var expected = Table(WhatsApp);
        foreach (var (file, json) in files)
        {
            using var cases = JsonDocument.Parse(json);
            foreach (var one in cases.RootElement.EnumerateObject())
            {
                Check("whatsapp", $"{file}/{one.Name}", one.Value.GetRawText(), expected.GetValueOrDefault($"{file}/{one.Name}") ?? expected.GetValueOrDefault($"{file}/*"));
            }
        }

        Complete(files, expected.Keys.Select(name => name.Split('/')[0]));
    }

    [Theory]
    [InlineData("messenger", Messenger)]
    [InlineData("twilio", Twilio)]
    public void Every_recorded_call_of_the_others_is_what_it_is(string channel, string table)
    {
        var (files, expected) = (Files(channel), Table(table));
        foreach (var (file, json) in files)
        {
            Check(channel, file, json, expected.GetValueOrDefault(file));
        }

        Complete(files, expected.Keys);
    }

    [Fact]
    public void Every_recorded_object_of_telegram_is_a_message_a_tap_or_kept()
    {
        var (files, expected) = (Files("telegram"), Table(Telegram));
        foreach (var (file, json) in files)
        {
            var update = json.Contains("\"update_id\"", StringComparison.Ordinal) || !expected.ContainsKey(file) ? json
                : $$"""{"update_id":1,"{{(file.StartsWith("Inaccessible", StringComparison.Ordinal) ? "callback_query" : "message")}}":{{json}} }""";
            Check("telegram", file, update, expected.GetValueOrDefault(file) ?? "Unsupported");
        }

        Complete(files, expected.Keys);
    }

    [Fact]
    public void Every_recorded_object_of_stripe_is_an_event_with_a_name_or_none()
    {
        foreach (var (_, json) in Files("stripe"))
        {
            using var fixtures = JsonDocument.Parse(json);
            var resources = fixtures.RootElement.GetProperty("resources");
            foreach (var resource in resources.EnumerateObject())
            {
                FluentActions.Invoking(() => StripeEvent.Read(JsonSerializer.SerializeToUtf8Bytes(resource.Value))).Should().NotThrow(resource.Name);
            }

            StripeEvent.Read(JsonSerializer.SerializeToUtf8Bytes(resources.GetProperty("event"))).Should().NotBeNull();
        }
    }

    private static void Check(string channel, string name, string body, string? expected)
    {
        expected.Should().NotBeNull("somebody must have said what {0} is", name);
        Reading.Kinds(channel, body.TrimStart('\uFEFF', ' ', '\n', '\r', '\t')).Should().Be(expected, name);
    }

    private static void Complete(List<(string File, string Json)> files, IEnumerable<string> named)
    {
        if (files.Count > 0)
        {
            files.Select(f => f.File).Should().Contain(named.Distinct(), "what is named here lies there");
        }
    }

    private static List<(string File, string Json)> Files(string provider) => SharedFiles.Folder("webhooks", provider) is { } folder
        ? [.. Directory.GetFiles(folder, "*.json").Select(path => (Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)))] : [];

    private static Dictionary<string, string> Table(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Select(row => row.Split('=')).ToDictionary(row => row[0], row => row[1], StringComparer.Ordinal);
}
