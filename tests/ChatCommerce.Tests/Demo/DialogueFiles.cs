using System.Text.Json.Serialization;

namespace ChatCommerce.Tests.Demo;

/// <summary>The golden dialogues of <c>tests/dialogues</c>; its README says what each field means.</summary>
internal static class DialogueFiles
{
    private static string Folder => Path.Combine(DemoFiles.Root, "tests", "dialogues");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories)
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static Dialogue Read(string name) => DemoFiles.Read<Dialogue>(Directory.GetFiles(Folder, name + ".json", SearchOption.AllDirectories).Single());
}

// A misspelt field would check nothing, so an unknown one is an error.
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record Dialogue(string Name, string Tenant, DialogueTurn[] Turns);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DialogueTurn(string? Say, string? Tap, DialogueExpectation? Expect);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DialogueExpectation(
    string[]? Tools, string[]? Contains, string[]? NotContains, string? Kind,
    DialogueCartLine[]? Cart, int? CartLines, long? CartTotalMinor, string? Control);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DialogueCartLine(string Sku, int Quantity);
