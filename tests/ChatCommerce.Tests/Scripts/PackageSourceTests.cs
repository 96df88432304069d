using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Scripts;

/// <summary>A release without a recent pgvector builds the source package of a later one, from the machine's own package source.</summary>
public sealed class PackageSourceTests
{
    [Fact]
    public async Task A_stanza_of_the_release_becomes_a_source_of_the_later_one()
    {
        const string stanzas = """
            Types: deb
            URIs: http://mirror.example/security
            Suites: bookworm-security
            Components: main

            # the main archive
            Types: deb
            URIs: http://mirror.example/archive
            Suites: bookworm bookworm-updates
            Components: main contrib
            Signed-By: /usr/share/keyrings/archive.gpg
            """;

        var said = await Shell.Run(". scripts/postgres.sh; source_stanza bookworm trixie main", stanzas);

        said.Output.Should().Be("""
            Types: deb-src
            URIs: http://mirror.example/archive
            Suites: trixie
            Components: main
            Signed-By: /usr/share/keyrings/archive.gpg
            """);
    }

    [Fact]
    public async Task A_stanza_that_is_switched_off_is_not_used()
    {
        const string stanza = "Enabled: no\nTypes: deb\nURIs: http://mirror.example\nSuites: bookworm\nComponents: main\n";

        var said = await Shell.Run(". scripts/postgres.sh; source_stanza bookworm trixie main", stanza);

        said.Output.Should().BeEmpty();
    }

    [Theory]
    [InlineData("deb http://mirror.example bookworm main contrib", "deb-src http://mirror.example trixie main")]
    [InlineData("deb [arch=amd64 signed-by=/a.gpg] http://mirror.example bookworm main", "deb-src [arch=amd64 signed-by=/a.gpg] http://mirror.example trixie main")]
    [InlineData("# deb http://mirror.example bookworm main", "")]
    [InlineData("deb http://mirror.example bookworm-security main", "")]
    public async Task A_classic_line_becomes_one_only_when_it_serves_the_release(string line, string expected)
    {
        var said = await Shell.Run(". scripts/postgres.sh; source_line bookworm trixie main", line + "\n");

        said.Output.Should().Be(expected);
    }

    [Theory]
    [InlineData("0.8.0", 0)]
    [InlineData("0.8.0-1", 0)]
    [InlineData("0.10.1", 0)]
    [InlineData("0.7.4", 1)]
    [InlineData("0.6.0-1", 1)]
    public async Task Only_a_pgvector_with_iterative_index_scans_is_new_enough(string version, int code)
    {
        var said = await Shell.Run($". scripts/postgres.sh; is_new_enough {version}");

        said.Code.Should().Be(code);
    }
}
