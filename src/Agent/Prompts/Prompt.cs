using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ChatCommerce.Agent.Prompts;

/// <summary>A prompt from <c>prompts/</c>, embedded at build.</summary>
/// <param name="Text">Without its front matter.</param>
/// <param name="Hash">SHA-256 of the whole file, hexadecimal: stored with each turn that used it.</param>
public sealed record Prompt(string Name, string Version, string Text, string Hash)
{
    private static readonly ConcurrentDictionary<string, Prompt> Loaded = new();

    /// <summary>The prompt of that name; there must be one.</summary>
    public static Prompt Get(string name) => Loaded.GetOrAdd(name, static n => Load(n));

    private static Prompt Load(string name)
    {
        using var stream = typeof(Prompt).Assembly.GetManifestResourceStream($"prompts/{name}.md")
            ?? throw new InvalidOperationException($"There is no prompt prompts/{name}.md in this build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var file = reader.ReadToEnd();
        var parts = file.Split("---\n", 3);
        if (parts.Length != 3 || parts[0].Length > 0)
        {
            throw new InvalidOperationException($"prompts/{name}.md must begin with front matter between two lines of three dashes.");
        }

        var version = parts[1].Split('\n').FirstOrDefault(line => line.StartsWith("version:", StringComparison.Ordinal))?[8..].Trim()
            ?? throw new InvalidOperationException($"prompts/{name}.md has no version in its front matter.");
        return new(name, version, parts[2].Trim(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file))));
    }
}
