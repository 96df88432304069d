using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using HostProgram = ChatCommerce.BotHost.Program;

namespace ChatCommerce.Tests.BotHost.Hosting;

/// <summary>Starts the program as its command does, and hears what it says when it does not want to.</summary>
internal static class Start
{
    public static async Task<Refused> Of(
        TestDatabase database, IEnumerable<(string Name, string Value)> settings, string[]? args = null, string environment = "Development")
    {
        await using var errors = new StringWriter { NewLine = "\n" };
        var code = await HostProgram.Run(args ?? [], errors, builder =>
        {
            builder.Environment.EnvironmentName = environment;
            builder.Configuration.AddInMemoryCollection(Settings(database, settings));
        });
        return new(code, errors.ToString());
    }

    /// <summary>The program without the demo, not yet started.</summary>
    public static WebApplication Built(TestDatabase database, params (string Name, string Value)[] settings) => HostProgram.Build([], builder =>
    {
        builder.Environment.EnvironmentName = "Development";
        builder.Configuration.AddInMemoryCollection(Settings(database, settings));
    });

    private static Dictionary<string, string?> Settings(TestDatabase database, IEnumerable<(string Name, string Value)> settings)
    {
        Dictionary<string, string?> all = new(StringComparer.Ordinal)
        {
            ["CHATCOMMERCE_DATABASE"] = database.Options.Owner,
            ["CHATCOMMERCE_ENCRYPTION_KEY"] = TestDatabase.EncryptionKey,
            ["CHATCOMMERCE_PORT"] = TestHost.FreePort(),
            ["Database:RolePrefix"] = database.Options.RolePrefix,
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return all;
    }
}

/// <param name="Line">All that was written to the error stream.</param>
internal sealed record Refused(int Code, string Line);
