using System.Globalization;
using System.Text;

namespace Pressrun.Providers.Audio;

/// <summary>Tags and chapters in the text form that ffmpeg reads.</summary>
internal static class Metadata
{
    private const int TextMax = 4_000;

    /// <summary>Writes it.</summary>
    /// <param name="content">Tags and chapters.</param>
    /// <param name="starts">The sample at which each part begins.</param>
    /// <param name="length">Samples of the whole.</param>
    public static string Write(JoinContent content, IReadOnlyList<long> starts, long length)
    {
        var text = new StringBuilder(";FFMETADATA1\n");
        foreach (var (name, value) in content.Tags)
        {
            text.Append(name).Append('=').Append(Escape(value)).Append('\n');
        }

        for (var index = 0; index < content.Chapters.Count; index++)
        {
            var (title, part) = content.Chapters[index];
            var end = index + 1 < content.Chapters.Count ? starts[content.Chapters[index + 1].Part] : length;
            text.Append(CultureInfo.InvariantCulture,
                $"[CHAPTER]\nTIMEBASE=1/1000\nSTART={Milliseconds(starts[part])}\nEND={Milliseconds(end)}\n");
            text.Append("title=").Append(Escape(title)).Append('\n');
        }

        return text.ToString();
    }

    private static long Milliseconds(long samples) => samples * 1000 / Splice.SampleRate;

    // A control character or a line's end would begin something new; so would these four signs.
    private static string Escape(string value)
    {
        var escaped = new StringBuilder();
        foreach (var sign in value.EnumerateRunes().Take(TextMax))
        {
            if (sign.Value is '=' or ';' or '#' or '\\')
            {
                escaped.Append('\\');
            }

            escaped.Append(Rune.IsControl(sign) ? " " : sign.ToString());
        }

        return escaped.ToString();
    }
}
