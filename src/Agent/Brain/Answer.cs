using System.Text.Json;
using ChatCommerce.Platform.Text;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Agent.Brain;

/// <summary>What a brain answered, cleaned: the content of an answer's step. Whatever a model sends, this much of it is kept.</summary>
public sealed record Answer(string Text, IReadOnlyList<Ask> Calls)
{
    private const int MaxCalls = 12;

    internal static Answer Of(ChatResponse response)
    {
        var calls = response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Where(c => !c.InformationalOnly);
        return new(CustomerText.Clean(response.Text), [.. calls.Take(MaxCalls).Select(Ask.Of)]);
    }

    internal ChatMessage ToMessage()
    {
        List<AIContent> contents = [.. Calls.Select(c => c.ToContent())];
        return new(ChatRole.Assistant, Text.Length > 0 ? [new TextContent(Text), .. contents] : contents);
    }
}

/// <summary>One tool call of an answer.</summary>
/// <param name="Arguments">Every argument as text; null when they could not be read at all.</param>
public sealed record Ask(string Id, string Tool, IReadOnlyDictionary<string, string>? Arguments)
{
    private const int MaxArguments = 12;

    internal static Ask Of(FunctionCallContent call) => new(Name(call.CallId), Name(call.Name), call.Exception is null ? Read(call.Arguments) : null);

    internal FunctionCallContent ToContent() => new(Id, Tool, ToArguments());

    internal Dictionary<string, object?> ToArguments() => (Arguments ?? new Dictionary<string, string>()).ToDictionary(a => a.Key, object? (a) => a.Value);

    private static Dictionary<string, string> Read(IDictionary<string, object?>? arguments)
    {
        var read = new Dictionary<string, string>();
        foreach (var (name, value) in (arguments ?? new Dictionary<string, object?>()).Take(MaxArguments))
        {
            if (Text(value) is { Length: > 0 } text)
            {
                read[Name(name)] = text;
            }
        }

        return read;
    }

    private static string Text(object? value)
    {
        var text = value switch
        {
            JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
            JsonElement { ValueKind: JsonValueKind.String } element => element.GetString(),
            JsonElement element => element.GetRawText(),
            _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
        };
        return CustomerText.Cut(CustomerText.Clean(text), 500);
    }

    private static string Name(string? name) => CustomerText.Cut(CustomerText.Clean(name), 64);
}
