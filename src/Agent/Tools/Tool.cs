using System.Reflection;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Agent.Tools;

/// <summary>A method on a business class as every brain sees it.</summary>
/// <param name="Writes">Runs in one transaction with its own step, so that its effect happens once.</param>
public sealed record Tool(AIFunction Function, bool Writes)
{
    public string Name => Function.Name;

    public static Tool Read(string name, Delegate method) => new(Wrap(name, method), Writes: false);

    public static Tool Write(string name, Delegate method) => new(Wrap(name, method), Writes: true);

    public async Task<ToolAnswer> Invoke(ToolCall call, IDictionary<string, object?>? arguments, CancellationToken ct)
    {
        var bound = new AIFunctionArguments(arguments) { Context = new Dictionary<object, object?> { [typeof(ToolCall)] = call } };
        return (ToolAnswer)(await Function.InvokeAsync(bound, ct))!;
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
