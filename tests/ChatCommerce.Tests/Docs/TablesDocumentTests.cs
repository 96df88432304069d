using System.Text.RegularExpressions;
using ChatCommerce.Tests.Demo;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Docs;

/// <summary><c>docs/tables.md</c> against PostgreSQL's catalogue and against the statements in the source.</summary>
public sealed partial class TablesDocumentTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_page_lists_the_tables_that_are_there() => Listed().Keys.Should().BeEquivalentTo(await Tables());

    [Fact]
    public async Task The_page_says_of_exactly_the_tables_without_a_tenant_that_they_have_none()
    {
        var without = await database.Ask<string>("""
            select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
            """);

        Listed().Where(t => t.Value.Purpose.Contains("no `tenant_id`", StringComparison.Ordinal)).Select(t => t.Key).Should().BeEquivalentTo(without);
    }

    [Fact]
    public async Task A_table_is_written_by_its_owner_and_by_those_named_beside_it_alone()
    {
        var (listed, tables) = (Listed(), (await Tables()).ToHashSet());
        List<string> others = [];
        foreach (var file in Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Where(f => !Built().IsMatch(f)))
        {
            var folder = string.Join('/', Path.GetRelativePath(Source, file).Replace('\\', '/').Split('/').Take(2));
            foreach (var table in Writes().Matches(Comments().Replace(await File.ReadAllTextAsync(file), "")).Select(m => m.Groups["table"].Value).Where(tables.Contains))
            {
                if (!listed[table].Writers.Contains(folder))
                {
                    others.Add($"{folder} writes {table}, which is {listed[table].Writers[0]}'s: {Path.GetFileName(file)}");
                }
            }
        }

        others.Distinct().Should().BeEmpty();
    }

    private static string Source => Path.Combine(DemoFiles.Root, "src");

    private static Dictionary<string, Row> Listed() => File.ReadLines(Path.Combine(DemoFiles.Root, "docs", "tables.md"))
        .Where(l => l.StartsWith("| `", StringComparison.Ordinal))
        .Select(l => l.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(c => c[1].Trim('`'), c => new Row([c[2], .. Folders().Matches(c[3]).Select(m => m.Value)], c[4]), StringComparer.Ordinal);

    private Task<List<string>> Tables() => database.Ask<string>("select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition");

    [GeneratedRegex(@"\b(insert\s+into|update|delete\s+from|merge\s+into)\s+(?<table>[a-z_]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Writes();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"[A-Z][A-Za-z]+/[A-Z][A-Za-z]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Folders();

    [GeneratedRegex(@"[/\\](obj|bin)[/\\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Built();

    /// <param name="Writers">The owner first.</param>
    private sealed record Row(IReadOnlyList<string> Writers, string Purpose);
}
