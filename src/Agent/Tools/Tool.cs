using System.Reflection;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Agent.Tools;

/// <summary>
/// A method on a business class as every brain sees it. A method that only reads returns a <see cref="ToolAnswer"/>; one that may write
/// returns a <see cref="ToolWork"/>.
/// </summary>
public sealed record Tool(AIFunction Function)
{
    public string Name => Function.Name;

    public static Tool Of(string name, Delegate method) => new(Wrap(name, method));

    public async Task<ToolWork> Invoke(ToolCall call, IDictionary<string, object?>? arguments, CancellationToken ct)
    {
        var bound = new AIFunctionArguments(arguments) { Context = new Dictionary<object, object?> { [typeof(ToolCall)] = call } };
        return await Function.InvokeAsync(bound, ct) switch
        {
            ToolWork work => work,
            ToolAnswer answer => answer,
            var other => throw new InvalidOperationException($"Tool {Name} returned {other?.GetType().Name ?? "nothing"}."),
        };
    }

    private static AIFunction Wrap(string name, Delegate method) => AIFunctionFactory.Create(method, new AIFunctionFactoryOptions
    {
        Name = name,
        ExcludeResultSchema = true,
        ConfigureParameterBinding = Bind,
        MarshalResult = static (result, _, _) => ValueTask.FromResult(result),
    });

    // Authority comes from the request and stays out of the schema. Everything else is text: whatever a model sends for it, binding cannot
    // fail, and the tool says what is wrong in words.
    private static AIFunctionFactoryOptions.ParameterBindingOptions Bind(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(ToolCall) => new() { ExcludeFromSchema = true, BindParameter = static (_, arguments) => arguments.Context![typeof(ToolCall)] },
        var type when type == typeof(string) => new() { BindParameter = static (p, arguments) => arguments.GetValueOrDefault(p.Name!)?.ToString() },
        _ => default,
    };
}

/// <summary>What is left to do after a tool has looked around: nothing, or one act that happens in a transaction with its own step.</summary>
public sealed record ToolWork
{
    private ToolWork(ToolAnswer? answer, Func<ToolCall, CancellationToken, Task<ToolAnswer>>? act) => (Answer, Act) = (answer, act);

    /// <summary>The answer, when nothing is written.</summary>
    public ToolAnswer? Answer { get; }

    /// <summary>The write; it gets the call with the transaction's rows and may run again after a deadlock. Refused, it is rolled back.</summary>
    public Func<ToolCall, CancellationToken, Task<ToolAnswer>>? Act { get; }

    public static implicit operator ToolWork(ToolAnswer answer) => new(answer, null);

    public static ToolWork Write(Func<ToolCall, CancellationToken, Task<ToolAnswer>> act) => new(null, act);
}
