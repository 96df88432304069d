using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ChatCommerce.Platform.Database;

/// <summary>How to reach PostgreSQL. The owner changes the schema; the app and system roles are made by the migrator.</summary>
public sealed class DatabaseOptions
{
    private const string Expected = "'Host=…;Username=…;Password=…;Database=…' or 'postgres://user:password@host/database'";

    /// <summary>
    /// Every statement finds its rows by keys and is the same at each call, so it is planned once a connection: planning it anew for the first
    /// calls, as is the server's way, costs several times its execution, and so does starting workers or compiling for a few rows.
    /// </summary>
    private const string Planning = "-c plan_cache_mode=force_generic_plan -c max_parallel_workers_per_gather=0 -c jit=off";

    /// <summary>The owner's connection, as key=value pairs or a <c>postgres://</c> address.</summary>
    public string Owner { get; set; } = "";

    /// <summary>The app role's connection; empty: the owner's address with a role and password made by the migrator.</summary>
    public string App { get; set; } = "";

    /// <summary>The system role's connection; empty: made likewise.</summary>
    public string System { get; set; } = "";

    /// <summary>Names of the two roles are this, then <c>_app</c> and <c>_system</c>.</summary>
    [RegularExpression("[a-z][a-z0-9_]{0,39}")]
    public string RolePrefix { get; set; } = "chatcommerce";

    /// <summary>Apply migrations at start.</summary>
    public bool Migrate { get; set; } = true;

    /// <summary>Connections of each role in this process. They are used in turn and each plans every statement for itself: many make a fresh node's first answers slow.</summary>
    [Range(1, 10_000)]
    public int MaxPoolSize { get; set; } = 20;

    public string AppRole => RolePrefix + "_app";

    public string SystemRole => RolePrefix + "_system";

    /// <summary>Refused when there is none.</summary>
    public string OwnerConnection() => Normal("CHATCOMMERCE_DATABASE", Owner).ConnectionString;

    /// <summary>The connection string of one of the two roles; <paramref name="key"/> is the secret its password is derived from.</summary>
    public string ConnectionOf(string role, ReadOnlySpan<byte> key)
    {
        var (name, given) = string.Equals(role, AppRole, StringComparison.Ordinal) ? ("Database:App", App) : ("Database:System", System);
        var builder = given.Length > 0 ? Normal(name, given) : Normal("CHATCOMMERCE_DATABASE", Owner);
        builder.MaxPoolSize = MaxPoolSize;
        builder.MaxAutoPrepare = 200;
        builder.AutoPrepareMinUsages = 2;
        builder.CommandTimeout = 10;
        builder.NoResetOnClose = true;
        builder.IncludeErrorDetail = false;
        builder.Options = $"{builder.Options} {Planning}".TrimStart();
        if (given.Length == 0)
        {
            (builder.Username, builder.Password) = (role, PasswordOf(role, key));
        }

        return builder.ConnectionString;
    }

    public static string PasswordOf(string role, ReadOnlySpan<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("database role " + role)))[..40];

    private static NpgsqlConnectionStringBuilder Normal(string name, string connection)
    {
        if (connection.Length == 0)
        {
            throw new StartRefused($"{name} is missing: expected {Expected}.");
        }

        try
        {
            var builder = connection.StartsWith("postgres://", StringComparison.Ordinal) || connection.StartsWith("postgresql://", StringComparison.Ordinal)
                ? OfAddress(new Uri(connection))
                : new NpgsqlConnectionStringBuilder(connection);
            return string.IsNullOrEmpty(builder.Host) ? throw new FormatException() : builder;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // Its text stays untold: a password may stand in it.
            throw new StartRefused($"{name} is malformed: expected {Expected}.");
        }
    }

    private static NpgsqlConnectionStringBuilder OfAddress(Uri uri)
    {
        var user = uri.UserInfo.Split(':', 2);
        return new()
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Database = uri.AbsolutePath.TrimStart('/') is { Length: > 0 } name ? Uri.UnescapeDataString(name) : "postgres",
        };
    }
}
