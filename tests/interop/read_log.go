// Reads a bureau's log with Go's own transparency log packages (golang.org/x/mod/sumdb/note and tlog) and none of our code:
//
//	read_log -key VKEY [-witness VKEY] -log DIR [-heads DIR]
//
// The checkpoint must open under the log's key (and the witness's), the tiles must lead to its root, every entry must be proved to be in it, and
// the heads in DIR must be consistent with one another. Only where things lie is told to the packages: they know the paths of Go's checksum
// database, and this log has those of C2SP tlog-tiles. Exit status 1 and a reason where anything is wrong.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8
const tileWidth = 1 << tileHeight

// cosigner verifies cosignature/v1 (C2SP tlog-cosignature), which the note package leaves to its caller.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }
func (c *cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	at := binary.BigEndian.Uint64(sig)
	signed := append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", at)), msg...)
	return ed25519.Verify(c.key, signed, sig[8:])
}

func newCosigner(vkey string) (note.Verifier, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("witness key is not NAME+ID+KEY")
	}
	hash, err := strconv.ParseUint(parts[1], 16, 32)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 4 {
		return nil, errors.New("witness key is not of type 4")
	}
	digest := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	if binary.BigEndian.Uint32(digest[:]) != uint32(hash) {
		return nil, errors.New("witness key has another id")
	}
	return &cosigner{parts[0], uint32(hash), key[1:]}, nil
}

// openCheckpoint wants a good signature by each of the keys, and three lines.
func openCheckpoint(file string, origin string, keys []note.Verifier) (tlog.Tree, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(data, note.VerifierList(keys...))
	if err != nil {
		return tlog.Tree{}, err
	}
	if len(opened.Sigs) != len(keys) {
		return tlog.Tree{}, fmt.Errorf("%d signatures by known keys, not %d", len(opened.Sigs), len(keys))
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[3] != "" || lines[0] != origin {
		return tlog.Tree{}, errors.New("not the three lines of this log's checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || strconv.FormatInt(size, 10) != lines[1] {
		return tlog.Tree{}, errors.New("tree size")
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// path of a tile in C2SP tlog-tiles; level -1 are the entries.
func path(t tlog.Tile) string {
	level := "entries"
	if t.L >= 0 {
		level = strconv.Itoa(t.L)
	}
	n := fmt.Sprintf("%03d", t.N%1000)
	for rest := t.N / 1000; rest > 0; rest /= 1000 {
		n = fmt.Sprintf("x%03d/%s", rest%1000, n)
	}
	if t.W < tileWidth {
		n += fmt.Sprintf(".p/%d", t.W)
	}
	return filepath.Join("tile", level, n)
}

type files struct{ folder string }

func (f files) Height() int                     { return tileHeight }
func (f files) SaveTiles([]tlog.Tile, [][]byte) {}
func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, t := range tiles {
		tile, err := os.ReadFile(filepath.Join(f.folder, path(t)))
		if err != nil {
			return nil, err
		}
		data = append(data, tile)
	}
	return data, nil
}

// entries of one bundle: each behind its length, and nothing after the last.
func (f files) entries(index, width int64) ([][]byte, error) {
	data, err := os.ReadFile(filepath.Join(f.folder, path(tlog.Tile{H: tileHeight, L: -1, N: index, W: int(width)})))
	if err != nil {
		return nil, err
	}
	var list [][]byte
	for reader := bytes.NewBuffer(data); reader.Len() > 0; {
		prefix := reader.Next(2)
		if len(prefix) != 2 {
			return nil, errors.New("an entry bundle ends early")
		}
		size := int(binary.BigEndian.Uint16(prefix))
		entry := reader.Next(size)
		if len(entry) != size {
			return nil, errors.New("an entry bundle ends early")
		}
		list = append(list, entry)
	}
	if int64(len(list)) != width {
		return nil, fmt.Errorf("%d entries in a bundle of %d", len(list), width)
	}
	return list, nil
}

// stored hashes in memory, in the order that the package gives them.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var list []tlog.Hash
	for _, i := range indexes {
		if i >= int64(len(s)) {
			return nil, errors.New("no such hash")
		}
		list = append(list, s[i])
	}
	return list, nil
}

// readEntries proves each entry to be in the tree: against its tile, which the package checks up to the root, and by a proof of its own.
func readEntries(tree tlog.Tree, f files) error {
	reader := tlog.TileHashReader(tree, f)
	var hashes stored
	for index := int64(0); index*tileWidth < tree.N; index++ {
		first := index * tileWidth
		width := tree.N - first
		if width > tileWidth {
			width = tileWidth
		}
		entries, err := f.entries(index, width)
		if err != nil {
			return err
		}
		var places []int64
		for i := int64(0); i < width; i++ {
			places = append(places, tlog.StoredHashIndex(0, first+i))
		}
		leaves, err := reader.ReadHashes(places)
		if err != nil {
			return err
		}
		for i, entry := range entries {
			if tlog.RecordHash(entry) != leaves[i] {
				return fmt.Errorf("entry %d is not the one in its tile", first+int64(i))
			}
			more, err := tlog.StoredHashes(first+int64(i), entry, hashes)
			if err != nil {
				return err
			}
			hashes = append(hashes, more...)
		}
	}
	for i := int64(0); i < tree.N; i++ {
		leaf := hashes[tlog.StoredHashIndex(0, i)]
		var from tlog.HashReader = hashes
		if tree.N <= 1000 || i%997 == 0 || i == tree.N-1 {
			from = reader // the proof itself from the tiles; dear, so of every so many in a large log
		}
		proof, err := tlog.ProveRecord(tree.N, i, from)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, i, leaf); err != nil {
			return fmt.Errorf("entry %d: %v", i, err)
		}
	}
	return nil
}

// readHeads proves each head to be the beginning of the next, from the tiles of that one.
func readHeads(folder, origin string, keys []note.Verifier, newest tlog.Tree, f files) (int, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil {
		return 0, err
	}
	heads := []tlog.Tree{newest}
	for _, name := range names {
		head, err := openCheckpoint(name, origin, keys)
		if err != nil {
			return 0, fmt.Errorf("%s: %v", name, err)
		}
		heads = append(heads, head)
	}
	sort.Slice(heads, func(i, j int) bool { return heads[i].N < heads[j].N })
	for i := 1; i < len(heads); i++ {
		for _, later := range []tlog.Tree{heads[i], newest} {
			earlier := heads[i-1]
			proof, err := tlog.ProveTree(later.N, earlier.N, tlog.TileHashReader(later, f))
			if err != nil {
				return 0, err
			}
			if err := tlog.CheckTree(proof, later.N, later.Hash, earlier.N, earlier.Hash); err != nil {
				return 0, fmt.Errorf("%d to %d: %v", earlier.N, later.N, err)
			}
		}
	}
	return len(names), nil
}

func run() error {
	key := flag.String("key", "", "note key of the log")
	witness := flag.String("witness", "", "note key of a witness that must have cosigned")
	folder := flag.String("log", "", "folder of the log's files")
	heads := flag.String("heads", "", "folder of earlier checkpoints")
	flag.Parse()
	log, err := note.NewVerifier(*key)
	if err != nil {
		return err
	}
	keys := []note.Verifier{log}
	if *witness != "" {
		seen, err := newCosigner(*witness)
		if err != nil {
			return err
		}
		keys = append(keys, seen)
	}
	tree, err := openCheckpoint(filepath.Join(*folder, "checkpoint"), log.Name(), keys)
	if err != nil {
		return err
	}
	f := files{*folder}
	root, err := tlog.TreeHash(tree.N, tlog.TileHashReader(tree, f))
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the tiles lead to another root")
	}
	if err := readEntries(tree, f); err != nil {
		return err
	}
	count := 0
	if *heads != "" {
		if count, err = readHeads(*heads, log.Name(), keys[:1], tree, f); err != nil {
			return err
		}
	}
	fmt.Printf("%d entries proved, %d earlier heads consistent\n", tree.N, count)
	return nil
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "read_log:", err)
		os.Exit(1)
	}
}
