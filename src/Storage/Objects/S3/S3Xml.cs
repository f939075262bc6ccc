using System.Xml.Linq;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>Reads S3's answers, whose elements some stores put in a namespace and some do not.</summary>
internal static class S3Xml
{
    /// <returns>The text of the first child of that name, or an empty text.</returns>
    public static string Find(this XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value ?? "";
}
