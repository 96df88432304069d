using System.Net;
using System.Net.Http.Json;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Api;

public sealed class IdempotentWritesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly string thread = "ann-" + Guid.CreateVersion7().ToString("N");
    private PostOffice office = null!;

    public async ValueTask InitializeAsync()
    {
        office = await PostOffice.Open(database);
        await office.Says(thread, "hello");
        await office.Answers(thread, 1);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await office.DisposeAsync();
    }

    [Fact]
    public async Task The_same_key_writes_once_and_answers_the_same()
    {
        var first = await Write("key-1", "Good morning.");
        var second = await Write("key-1", "Good morning.");

        first.Status.Should().Be(HttpStatusCode.OK);
        second.Should().Be(first with { Replayed = true });
        (await Messages("Good morning.")).Should().Be(1);
    }

    [Fact]
    public async Task The_same_key_twenty_times_at_once_writes_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Write("key-2", "Good evening.")));

        answers.Should().OnlyContain(a => a.Status == HttpStatusCode.OK || a.Status == HttpStatusCode.Conflict);
        answers.Should().Contain(a => a.Status == HttpStatusCode.OK);
        (await Messages("Good evening.")).Should().Be(1);
    }

    [Fact]
    public async Task A_key_used_for_something_else_is_refused()
    {
        await Write("key-3", "One thing.");

        var other = await Write("key-3", "Another thing.");

        ((int)other.Status).Should().BeInRange(400, 499);
        other.Body.Should().Contain("idempotency-key-reused");
        (await Messages("Another thing.")).Should().Be(0);
    }

    private async Task<Answer> Write(string key, string text)
    {
        var id = await office.Ask<Guid>($"select id from conversation where thread_key = {thread}");
        using var api = office.Host.Api("harbor", "owner");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/conversations/{id}/messages") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await api.SendAsync(request, Ct);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer.Headers.Contains("Idempotent-Replayed"));
    }

    private Task<long> Messages(string text) => office.Ask<long>($"select count(*) from message where text = {text}");

    private sealed record Answer(HttpStatusCode Status, string Body, bool Replayed);
}
