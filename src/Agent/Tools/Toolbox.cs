namespace ChatCommerce.Agent.Tools;

/// <summary>The one list of tools that every brain gets. A new tool is a method on a business class and a line here.</summary>
public sealed class Toolbox(TalkTools talk)
{
    private readonly Tool[] everyone =
    [
        Tool.Read("show_menu", talk.ShowMenu),
        Tool.Read("hand_off", talk.HandOff),
        Tool.Write("set_language", talk.SetLanguage),
        Tool.Write("stop_messages", talk.StopMessages),
        Tool.Write("start_messages", talk.StartMessages),
    ];

    /// <summary>The tools for this request.</summary>
    public IReadOnlyList<Tool> For(ToolCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return everyone;
    }
}
