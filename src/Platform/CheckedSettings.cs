using System.ComponentModel.DataAnnotations;
using System.Reflection;
using ChatCommerce.Platform.Database;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Platform;

/// <summary>The one way from configuration to a settings class: what is malformed stops the program with a line that names the setting.</summary>
public static class CheckedSettings
{
    /// <summary>Reads a section into its class, checks it and adds it as a singleton.</summary>
    /// <param name="adjust">Sets what comes from elsewhere, before the check.</param>
    public static T AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section, Action<T>? adjust = null)
        where T : class, new()
    {
        var settings = Read<T>(configuration.GetSection(section));
        adjust?.Invoke(settings);
        Check(settings, section);
        services.AddSingleton(settings);
        return settings;
    }

    private static T Read<T>(IConfigurationSection section)
        where T : class, new()
    {
        try
        {
            return section.Get<T>() ?? new T();
        }
        catch (InvalidOperationException unreadable)
        {
            throw Unreadable(section, typeof(T)) ?? new StartRefused(unreadable.Message);
        }
    }

    // The binder's own message names a type of the language; people are told what to write.
    private static StartRefused? Unreadable(IConfigurationSection section, Type type)
    {
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
        {
            var given = section.GetSection(property.Name);
            if (IsSettings(property) && Unreadable(given, property.PropertyType) is { } below)
            {
                return below;
            }

            if (given.Value is { } text && !Converts(given, property.PropertyType))
            {
                return new($"{given.Path} is '{text}': expected {Expected(property.PropertyType)}.");
            }
        }

        return null;
    }

    private static bool Converts(IConfigurationSection given, Type type)
    {
        try
        {
            given.Get(type);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Check(object settings, string path)
    {
        foreach (var property in settings.GetType().GetProperties().Where(p => p.CanWrite))
        {
            var (name, value) = ($"{path}:{property.Name}", property.GetValue(settings));
            if (property.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(rule => !rule.IsValid(value)) is { } broken)
            {
                throw new StartRefused($"{name} is '{value}': expected {Expected(broken)}.");
            }

            if (value is Uri { IsAbsoluteUri: false })
            {
                throw new StartRefused($"{name} is '{value}': expected {Expected(typeof(Uri))}.");
            }

            if (IsSettings(property) && value is not null)
            {
                Check(value, name);
            }
        }
    }

    private static bool IsSettings(PropertyInfo property) => property.PropertyType is { IsClass: true } type && type.Assembly.GetName().Name!.StartsWith("ChatCommerce.", StringComparison.Ordinal);

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(int) || t == typeof(long) => "a whole number",
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(TimeSpan) => "a time such as 00:15:00",
        var t when t == typeof(Uri) => "an address such as https://shops.example",
        { IsEnum: true } t => string.Join(", ", Enum.GetNames(t)),
        var t => $"a {t.Name}",
    };

    private static string Expected(ValidationAttribute rule) => rule switch
    {
        RangeAttribute range => $"{range.Minimum} to {range.Maximum}",
        RegularExpressionAttribute pattern => $"the form {pattern.Pattern}",
        MinLengthAttribute least => $"{least.Length} or more",
        RequiredAttribute => "something",
        _ => rule.FormatErrorMessage("it"),
    };
}
