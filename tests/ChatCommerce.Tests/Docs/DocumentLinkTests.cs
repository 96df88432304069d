using System.Text.RegularExpressions;
using ChatCommerce.Tests.Demo;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Docs;

/// <summary>The documents of the repository.</summary>
public sealed partial class DocumentLinkTests
{
    [Fact]
    public void Every_relative_link_leads_to_a_file()
    {
        var broken = Documents().SelectMany(file => Links().Matches(File.ReadAllText(file)).Select(m => m.Groups["to"].Value)
            .Where(to => !to.Contains("://", StringComparison.Ordinal) && !to.StartsWith('#') && !to.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(to => !Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, to.Split('#')[0])))
            .Select(to => $"{Path.GetRelativePath(DemoFiles.Root, file)} → {to}"));

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Every_document_is_reached_from_the_readme_or_from_another_document()
    {
        var texts = Documents().ToDictionary(f => f, File.ReadAllText);

        var unreached = texts.Keys.Where(f => Path.GetDirectoryName(f)!.EndsWith("docs", StringComparison.Ordinal))
            .Where(f => !texts.Any(t => t.Key != f && t.Value.Contains(Path.GetFileName(f), StringComparison.Ordinal)));

        unreached.Select(Path.GetFileName).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/" + "work/")]
    [InlineData("/" + "root/")]
    [InlineData("TO" + "DO")]
    public void No_document_speaks_of_one_machine_or_of_work_left_over(string word) =>
        Documents().Where(f => File.ReadAllText(f).Contains(word, StringComparison.Ordinal)).Should().BeEmpty();

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Path.Combine(DemoFiles.Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(DemoFiles.Root, "README.md"));

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Links();
}
