using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ChatCommerce.Platform.Database;

/// <summary>How to reach PostgreSQL. The owner changes the schema; the app and system roles are made by the migrator.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The owner's connection, as key=value pairs or a <c>postgres://</c> address.</summary>
    public string Owner { get; set; } = "";

    /// <summary>The app role's connection; empty: the owner's address with a role and password made by the migrator.</summary>
    public string App { get; set; } = "";

    /// <summary>The system role's connection; empty: made likewise.</summary>
    public string System { get; set; } = "";

    /// <summary>Names of the two roles are this, then <c>_app</c> and <c>_system</c>.</summary>
    public string RolePrefix { get; set; } = "chatcommerce";

    /// <summary>Apply migrations at start.</summary>
    public bool Migrate { get; set; } = true;

    public int MaxPoolSize { get; set; } = 40;

    public string AppRole => RolePrefix + "_app";

    public string SystemRole => RolePrefix + "_system";

    public string OwnerConnection() => Normal(Owner);

    /// <summary>The connection string of one of the two roles; <paramref name="key"/> is the secret its password is derived from.</summary>
    public string ConnectionOf(string role, ReadOnlySpan<byte> key)
    {
        var given = string.Equals(role, AppRole, StringComparison.Ordinal) ? App : System;
        var builder = new NpgsqlConnectionStringBuilder(given.Length > 0 ? Normal(given) : OwnerConnection())
        {
            MaxPoolSize = MaxPoolSize,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            CommandTimeout = 10,
            NoResetOnClose = true,
            IncludeErrorDetail = false,
        };
        if (given.Length == 0)
        {
            (builder.Username, builder.Password) = (role, PasswordOf(role, key));
        }

        return builder.ConnectionString;
    }

    public static string PasswordOf(string role, ReadOnlySpan<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("database role " + role)))[..40];

    private static string Normal(string connection)
    {
        if (!connection.StartsWith("postgres://", StringComparison.Ordinal) && !connection.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            return connection;
        }

        var uri = new Uri(connection);
        var user = uri.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Database = uri.AbsolutePath.TrimStart('/') is { Length: > 0 } name ? Uri.UnescapeDataString(name) : "postgres",
        }.ConnectionString;
    }
}
