using System.Globalization;
using System.Text.RegularExpressions;
using ChatCommerce.Storefront.Links;
using FluentAssertions;
using QRCoder;
using Xunit;

namespace ChatCommerce.Tests.Storefront;

public sealed class QrCodeTests
{
    [Theory]
    [InlineData("https://shops.test/harbor/chat?ref=p%3Adawn-runner")]
    [InlineData("https://shops.test/dalbit/chat?ref=v%3ADB-TEAPOT")]
    public void The_drawing_holds_exactly_the_modules_of_the_code(string link)
    {
        var svg = QrCode.Svg(link);

        using var generator = new QRCodeGenerator();
        using var expected = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        var size = expected.ModuleMatrix.Count;
        var drawn = new bool[size, size];
        foreach (Match bar in Regex.Matches(svg[svg.LastIndexOf("<path", StringComparison.Ordinal)..], @"M(?<x>\d+) (?<y>\d+)h(?<width>\d+)", RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            var (x, y, width) = (Number(bar, "x"), Number(bar, "y"), Number(bar, "width"));
            Enumerable.Range(x, width).ToList().ForEach(column => drawn[y, column] = true);
        }

        for (var y = 0; y < size; y++)
        {
            expected.ModuleMatrix[y].Cast<bool>().Should().Equal(Enumerable.Range(0, size).Select(x => drawn[y, x]), "row {0} is as encoded", y);
        }
    }

    private static int Number(Match bar, string group) => int.Parse(bar.Groups[group].Value, CultureInfo.InvariantCulture);
}
