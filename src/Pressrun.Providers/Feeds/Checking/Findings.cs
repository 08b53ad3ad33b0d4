using System.Xml;
using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>What has been found so far; beyond the limit nothing more is kept.</summary>
internal sealed class Findings
{
    private const int FindingsMax = 1000;

    private readonly List<FeedFinding> _list = [];

    /// <summary>Adds a finding at an element, attribute or text.</summary>
    public void Add(FeedRule rule, XObject place, string message)
    {
        var at = (IXmlLineInfo)place;
        Add(rule, at.LineNumber, at.LinePosition, message);
    }

    /// <summary>Adds a finding at a place, both numbers from 1.</summary>
    public void Add(FeedRule rule, int line, int column, string message)
    {
        if (_list.Count < FindingsMax)
        {
            _list.Add(new(Math.Max(1, line), Math.Max(1, column), rule.Name, message, rule.IsError));
        }
    }

    /// <summary>All of them in order of line, column and rule.</summary>
    public IReadOnlyList<FeedFinding> ToList() =>
    [
        .. _list.OrderBy(finding => finding.Line)
            .ThenBy(finding => finding.Column)
            .ThenBy(finding => finding.Rule, StringComparer.Ordinal),
    ];
}
