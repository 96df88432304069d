using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatCommerce.Sandbox.Faults;

/// <summary>A fault as the JSON interface and the dashboard's form ask for it.</summary>
internal sealed record FaultRequest
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public string Provider { get; init; } = "stripe";

    public FaultKind? Kind { get; init; }

    public FaultSide? Side { get; init; }

    public string? Match { get; init; }

    public string? Account { get; init; }

    public int? Times { get; init; }

    public int? Copies { get; init; }

    public double? Seconds { get; init; }

    public int? Window { get; init; }

    public bool? Executed { get; init; }

    /// <summary>The dashboard's form; an empty field is one that was not filled in.</summary>
    public static FaultRequest Of(IFormCollection form)
    {
        string? Text(string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
        int? Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return new FaultRequest
        {
            Provider = Text("provider") ?? "stripe",
            Kind = Named<FaultKind>(Text("kind")),
            Side = Named<FaultSide>(Text("side")),
            Match = Text("match"),
            Account = Text("account"),
            Times = Number("times"),
            Copies = Number("copies"),
            Seconds = double.TryParse(Text("seconds"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds : null,
            Window = Number("window"),
        };
    }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Complaint() => this switch
    {
        { Kind: null } => "kind is missing: " + string.Join(", ", Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.KebabCaseLower.ConvertName)),
        { Times: < 1 } => "times must be 1 or more",
        { Copies: < 1 or > 100 } => "copies must be 1 to 100",
        { Seconds: < 0 or > 86400 } => "seconds must be 0 to 86400",
        { Window: < 2 or > 100 } => "window must be 2 to 100",
        _ => null,
    };

    public Fault ToFault()
    {
        var kind = Kind ?? throw new InvalidOperationException("Ask for the complaint first.");
        var plain = new Fault { Provider = Provider, Kind = kind };
        return plain with
        {
            Side = Side ?? UsualSide(kind),
            Match = Match ?? "",
            Account = Account ?? "",
            Times = Times,
            Copies = Copies ?? plain.Copies,
            Seconds = Seconds ?? plain.Seconds,
            Window = Window ?? plain.Window,
            Executed = Executed ?? kind is FaultKind.Reset,
        };
    }

    private static T? Named<T>(string? name)
        where T : struct, Enum =>
        Enum.TryParse<T>(name?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value) ? value : null;

    private static FaultSide UsualSide(FaultKind kind) => kind switch
    {
        FaultKind.TooMany or FaultKind.ServerError or FaultKind.Hang or FaultKind.Reset or FaultKind.TokenRevoked => FaultSide.Api,
        FaultKind.Duplicate or FaultKind.Delay or FaultKind.Reorder or FaultKind.Hold or FaultKind.Drop => FaultSide.Events,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
