//! Windows and Unix paths, `file:` URIs and language tags, on every system.

use diglot::project::path::{Lexical, Style};
use diglot::project::tag::Tag;
use diglot::project::uri;

#[test]
fn two_spellings_of_a_path_are_one() {
    let windows = [
        (r"c:\Users\ann\a.txt", "C:/Users/ann/a.txt"),
        (r"C:/Users\.\bob\..\ann\a.txt", "C:/Users/ann/a.txt"),
        (r"C:\..\a.txt", "C:/a.txt"),
        (r"\\Server\Share\de\a.txt", "//server/Share/de/a.txt"),
        (r"\\?\UNC\Server\Share\de\a.txt", "//server/Share/de/a.txt"),
        (r"\\?\c:\de\a.txt", "C:/de/a.txt"),
        (r"de\a.txt", "de/a.txt"),
        (r"..\a.txt", "../a.txt"),
        (r"\a.txt", "/a.txt"),
        (r"c:a.txt", "C:a.txt"),
    ];
    for (given, wanted) in windows {
        assert_eq!(Lexical::parse(given, Style::Windows).as_str(), wanted, "{given}");
    }
    let unix =
        [("/a/./b//../c.txt", "/a/c.txt"), ("a/../../b", "../b"), (r"/a\b", r"/a\b"), ("/..", "/"), ("", "")];
    for (given, wanted) in unix {
        assert_eq!(Lexical::parse(given, Style::Unix).as_str(), wanted, "{given}");
    }
}

#[test]
fn parents_parts_and_what_lies_below() {
    let path = Lexical::parse(r"\\host\share\de\a.txt", Style::Windows);
    assert_eq!(path.parts().collect::<Vec<_>>(), ["de", "a.txt"]);
    let folder = path.parent().expect("a folder");
    assert_eq!((folder.as_str(), path.below(&folder)), ("//host/share/de", Some("a.txt")));
    let share = folder.parent().expect("the share");
    assert_eq!(
        (share.as_str(), share.parent(), path.below(&share)),
        ("//host/share/", None, Some("de/a.txt"))
    );
    assert_eq!(folder.join("../hu/b.txt").to_text(Style::Windows), r"\\host\share\hu\b.txt");
    let sibling = Lexical::parse(r"\\host\share\de2\a.txt", Style::Windows);
    assert_eq!(sibling.below(&folder), None, "a name that begins alike is another folder");
}

#[test]
fn uris_name_paths_however_clients_spell_them() {
    let windows = [
        ("file:///C:/a%20b.txt", Some("C:/a b.txt")),
        ("file:///c%3A/a.txt", Some("C:/a.txt")),
        ("file:///C%3a/%C3%A9.txt", Some("C:/é.txt")),
        ("FILE://localhost/c:/a.txt", Some("C:/a.txt")),
        ("file://Host/share/a.txt", Some("//host/share/a.txt")),
        ("file:////host/share/a.txt", Some("//host/share/a.txt")),
        ("file:/c:/a.txt", Some("C:/a.txt")),
        ("untitled:Untitled-1", None),
        ("file:///c:/%FF.txt", None),
        ("file:///c:/a%00.txt", None),
    ];
    for (given, wanted) in windows {
        let path = uri::to_path(given, Style::Windows);
        assert_eq!(path.as_ref().map(Lexical::as_str), wanted, "{given}");
    }
    let unix = [
        ("file:///home/%C3%A1/100%25%23.md", Some("/home/á/100%#.md")),
        ("file:///c:/a.txt", Some("/c:/a.txt")),
        ("file:///a%zz.txt", Some("/a%zz.txt")),
        ("file://host/a.txt", None),
        ("https://example.org/a.txt", None),
    ];
    for (given, wanted) in unix {
        let path = uri::to_path(given, Style::Unix);
        assert_eq!(path.as_ref().map(Lexical::as_str), wanted, "{given}");
    }
}

#[test]
fn a_path_comes_back_from_its_uri() {
    let paths = [
        (r"C:\de\ö b#?.txt", Style::Windows, "file:///C:/de/%C3%B6%20b%23%3F.txt"),
        (r"\\host\share\100%.txt", Style::Windows, "file://host/share/100%25.txt"),
        ("/home/ann/a.txt", Style::Unix, "file:///home/ann/a.txt"),
    ];
    for (text, style, wanted) in paths {
        let path = Lexical::parse(text, style);
        let uri = uri::from_path(&path).expect("an absolute path has a URI");
        assert_eq!(uri, wanted);
        assert_eq!(uri::to_path(&uri, style), Some(path));
    }
    assert_eq!(uri::from_path(&Lexical::parse("a.txt", Style::Unix)), None);
}

#[test]
fn tags_are_read_in_any_spelling() {
    let tags = [
        ("de", Some("de")),
        ("DE", Some("de")),
        ("pt_br", Some("pt-BR")),
        ("zh-hans", Some("zh-Hans")),
        ("zh_HANT_tw", Some("zh-Hant-TW")),
        ("es-419", Some("es-419")),
        ("gsw", Some("gsw")),
        ("de-XX", None),
        ("de-", None),
        ("", None),
        ("md", None),
        ("xx", None),
        ("lib", None),
        ("docs", None),
        ("de-DE-DE", None),
    ];
    for (given, wanted) in tags {
        assert_eq!(Tag::parse(given).as_ref().map(Tag::as_str), wanted, "{given}");
    }
    assert_eq!(Tag::parse("pt_BR").map(|tag| tag.name().to_owned()).as_deref(), Some("Portuguese"));
}
