using Npgsql;

namespace ChatCommerce.Platform.Database;

internal static class Transactions
{
    private const int Attempts = 4;

    /// <summary>One explicit transaction; the whole of it runs again when PostgreSQL chose it as a deadlock's victim.</summary>
    public static async Task<Result<T>> Try<T, TScope>(
        NpgsqlDataSource source, Func<NpgsqlConnection, TScope> open, Func<TScope, Task<Result<T>>> act, Action<TScope> committed, CancellationToken ct)
        where TScope : DbScope
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(source, open, act, committed, ct);
            }
            catch (PostgresException e) when (attempt < Attempts && e.SqlState is (PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure))
            {
            }
        }
    }

    private static async Task<Result<T>> Once<T, TScope>(
        NpgsqlDataSource source, Func<NpgsqlConnection, TScope> open, Func<TScope, Task<Result<T>>> act, Action<TScope> committed, CancellationToken ct)
        where TScope : DbScope
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var scope = open(connection);
        var result = await act(scope);
        if (result.Ok)
        {
            await transaction.CommitAsync(ct);
            committed(scope);
        }
        else
        {
            await transaction.RollbackAsync(ct);
        }

        return result;
    }
}
