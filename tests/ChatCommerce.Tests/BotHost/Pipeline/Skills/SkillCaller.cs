using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ChatCommerce.Tests.Channels.Kakao;
using ChatCommerce.Tests.World.Programs;

namespace ChatCommerce.Tests.BotHost.Pipeline.Skills;

/// <summary>Plays KakaoTalk for one person: posts skill requests and reads the answers in the responses.</summary>
internal sealed class SkillCaller(HttpClient http, RunFileChannel channel, string person)
{
    public string Person => person;

    public Task<SkillAnswered> Say(string utterance, string? callback = null, CancellationToken ct = default) =>
        Post(KakaoWorld.Body(utterance, null, callback, person, channel.ExternalId), null, ct);

    public Task<SkillAnswered> Send(string utterance, object extra) => Post(KakaoWorld.Body(utterance, extra, null, person, channel.ExternalId));

    /// <summary>Taps a button as it was shown.</summary>
    public Task<SkillAnswered> Tap(JsonElement button) => Send(button.GetProperty("messageText").GetString()!, button.GetProperty("extra"));

    /// <summary>Says something and, as often as it takes, taps for the result.</summary>
    public async Task<SkillAnswered> Ask(string utterance)
    {
        var answer = await Say(utterance);
        while (answer.IsStillLooking)
        {
            answer = await Tap(answer.Result);
        }

        return answer;
    }

    public async Task<SkillAnswered> Post(string body, string? secret = null, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, channel.Webhook) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-ChatCommerce-Skill", secret ?? channel.Secrets["skill_secret"]);
        var started = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        return new((int)response.StatusCode, text, Stopwatch.GetElapsedTime(started));
    }
}

internal sealed record SkillAnswered(int Status, string Text, TimeSpan Took)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public bool UsesCallback => Json.TryGetProperty("useCallback", out var uses) && uses.GetBoolean();

    public bool IsStillLooking => Words.Any(w => w.StartsWith("답변을 준비하고 있어요", StringComparison.Ordinal) || w.StartsWith("I'm still looking", StringComparison.Ordinal));

    public List<string> Words => WordsOf(Json);

    public List<JsonElement> QuickReplies => Template.TryGetProperty("quickReplies", out var replies) ? [.. replies.EnumerateArray()] : [];

    /// <summary>The button that fetches what waits.</summary>
    public JsonElement Result => HasResult ? QuickReplies.Single(IsResult) : throw new InvalidOperationException($"Nothing fetches the result: {Text}");

    public bool HasResult => QuickReplies.Exists(IsResult);

    public JsonElement Template => Json.GetProperty("template");

    public static List<string> WordsOf(JsonElement response) =>
    [
        .. response.GetProperty("template").GetProperty("outputs").EnumerateArray().Select(o => o.EnumerateObject().First()).Select(o =>
            o.Value.TryGetProperty("text", out var text) ? text.GetString()! : o.Value.TryGetProperty("description", out var detail) ? detail.GetString()! : o.Name),
    ];

    private static bool IsResult(JsonElement button) => button.TryGetProperty("extra", out var extra) && extra.TryGetProperty("resume", out _);
}
