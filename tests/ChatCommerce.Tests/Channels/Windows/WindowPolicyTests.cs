using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Windows;

public sealed class WindowPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private static readonly WindowRules WhatsApp = new() { FreeForm = TimeSpan.FromHours(24), Templates = true };
    private static readonly WindowRules Messenger = new() { FreeForm = TimeSpan.FromHours(24), HumanTag = TimeSpan.FromDays(7) };
    private static readonly TemplatePermit Template = new("order_paid", "en", ["A-1042"]);
    private static readonly ConversationId Other = new(Guid.CreateVersion7());

    [Theory]
    [InlineData(MessageClass.Reply)]
    [InlineData(MessageClass.Notice)]
    [InlineData(MessageClass.PaymentLink)]
    [InlineData(MessageClass.Confirmation)]
    [InlineData(MessageClass.Human)]
    public void Inside_the_window_everything_but_advertising_is_free_and_the_end_is_told(MessageClass kind)
    {
        var verdict = WindowPolicy.Decide(WhatsApp, At(kind, hoursAgo: 23));

        verdict.Should().Be(new Send(Permit.FreeForm, Now.AddHours(1)));
    }

    [Fact]
    public void The_window_is_closed_at_its_last_tick() =>
        WindowPolicy.Decide(WhatsApp, At(MessageClass.Reply, hoursAgo: 24)).Should().BeOfType<Hold>();

    [Theory]
    [InlineData(MessageClass.Notice)]
    [InlineData(MessageClass.PaymentLink)]
    public void Outside_an_approved_template_goes_before_another_channel_and_that_before_waiting(MessageClass kind)
    {
        var outside = At(kind, hoursAgo: 30);

        WindowPolicy.Decide(WhatsApp, outside with { Template = Template, Elsewhere = Other }).Should().BeOfType<Send>().Which.Permit.Should().Be(Template);
        WindowPolicy.Decide(Messenger, outside with { Template = Template, Elsewhere = Other }).Should().BeOfType<OtherChannel>("the channel has no templates");
        WindowPolicy.Decide(WhatsApp, outside with { Elsewhere = Other }).Should().BeOfType<OtherChannel>().Which.Conversation.Should().Be(Other);
        WindowPolicy.Decide(WhatsApp, outside).Should().BeOfType<Hold>();
    }

    [Fact]
    public void A_person_may_write_longer_where_the_channel_has_a_mark_for_it()
    {
        WindowPolicy.Decide(Messenger, At(MessageClass.Human, hoursAgo: 30)).Should().Be(new Send(Permit.HumanTag, Now.AddHours((7 * 24) - 30)));
        WindowPolicy.Decide(Messenger, At(MessageClass.Human, hoursAgo: 24 * 8)).Should().BeOfType<Hold>();
        WindowPolicy.Decide(Messenger, At(MessageClass.Reply, hoursAgo: 30)).Should().BeOfType<Hold>("the mark is for people");
    }

    [Fact]
    public void Advertising_needs_consent_everywhere_and_a_template_outside()
    {
        WindowPolicy.Decide(WindowRules.Always, At(MessageClass.Campaign, hoursAgo: 1)).Should().BeOfType<Forbidden>();
        WindowPolicy.Decide(WindowRules.Always, At(MessageClass.Campaign, hoursAgo: 1) with { Marketing = true }).Should().BeOfType<Send>();
        WindowPolicy.Decide(WhatsApp, At(MessageClass.Campaign, hoursAgo: 30) with { Marketing = true }).Should().BeOfType<Forbidden>();
        WindowPolicy.Decide(WhatsApp, At(MessageClass.Campaign, hoursAgo: 30) with { Marketing = true, Template = Template }).Should().BeOfType<Send>();
        WindowPolicy.Decide(WhatsApp, At(MessageClass.Campaign, hoursAgo: 30) with { Template = Template }).Should().BeOfType<Forbidden>();
    }

    [Fact]
    public void A_channel_without_a_window_never_closes_and_one_for_answers_only_never_opens()
    {
        WindowPolicy.Decide(WindowRules.Always, At(MessageClass.Notice, hoursAgo: 9_000)).Should().Be(new Send(Permit.FreeForm, null));
        WindowPolicy.Decide(new() { AnswersOnly = true }, At(MessageClass.Notice, hoursAgo: 0)).Should().BeOfType<Hold>();
    }

    [Fact]
    public void Who_never_wrote_has_no_open_window() =>
        WindowPolicy.Decide(WhatsApp, new(MessageClass.Notice, null, Now)).Should().BeOfType<Hold>();

    private static Situation At(MessageClass kind, int hoursAgo) => new(kind, Now.AddHours(-hoursAgo), Now);
}
