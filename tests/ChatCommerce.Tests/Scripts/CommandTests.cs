using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Scripts;

public sealed class CommandTests
{
    [Theory]
    [InlineData("./run --port http", "--port needs a port number from 1 to 65535.")]
    [InlineData("./run --port 65536", "--port needs a port number from 1 to 65535.")]
    [InlineData("./run --sandbox-port", "--sandbox-port needs a port number from 1 to 65535.")]
    [InlineData("./run --port 6000 --sandbox-port 6000", "The shop and the sandbox need two different ports.")]
    [InlineData("./run --fast", "Unknown option --fast: ./run [--reset] [--detach] [--stop] [--port N] [--sandbox-port N]")]
    public async Task A_wrong_argument_is_refused_in_one_line(string command, string line)
    {
        var said = await Shell.Run(command);

        said.Should().Be(new Said(1, "", line));
    }

    [Fact]
    public async Task A_key_from_the_environment_wins_over_the_kept_one()
    {
        var said = await Shell.Run(InOwnFolder("""
            load_secrets; kept=$CHATCOMMERCE_ENCRYPTION_KEY
            CHATCOMMERCE_ENCRYPTION_KEY=k2:given; load_secrets; echo "$CHATCOMMERCE_ENCRYPTION_KEY"
            unset CHATCOMMERCE_ENCRYPTION_KEY; load_secrets; [ "$CHATCOMMERCE_ENCRYPTION_KEY" = "$kept" ] && echo kept
            """));

        said.Should().Be(new Said(0, "k2:given\nkept", ""));
    }

    [Fact]
    public async Task Secrets_are_made_for_their_owner_alone()
    {
        var said = await Shell.Run(InOwnFolder("""load_secrets; stat -c %a "$data/secrets.env"; echo "${CHATCOMMERCE_ENCRYPTION_KEY#k1:}" | base64 -d | wc -c"""));

        said.Should().Be(new Said(0, "600\n32", ""));
    }

    private static string InOwnFolder(string lines) => $$"""
        . scripts/common.sh; unset CHATCOMMERCE_ENCRYPTION_KEY; data=$(mktemp -d); trap 'rm -rf "$data"' EXIT
        {{lines}}
        """;
}
